import { spawn } from 'node:child_process'
import { type Answer, known, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'

const programMilliseconds = 30_000
const mostErrorCharacters = 500

/**
 * Runs a program that the admin named, without arguments and without a shell, with a text on its standard
 * input. Known: it ended with 0. Unknown: why not, with the end of what it said on standard error.
 */
export function runProgram(path: string, input: string, clock: Clock): Promise<Answer<string>> {
  return new Promise((resolve) => {
    const child = spawn(path, [], { stdio: ['pipe', 'ignore', 'pipe'], timeout: programMilliseconds })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-mostErrorCharacters)
    })
    // A program that does not read its input closes the pipe: its exit code says whether that was right.
    child.stdin.on('error', () => {})
    child.on('error', (error) => resolve(unknown('failed', `${path}: ${error.message}`)))
    child.on('close', (code, signal) => {
      const text = signal === null ? `exit code ${code}` : `killed by ${signal}`
      if (code === 0) resolve(known(text, { kind: 'command', where: path, text, at: isoTime(clock.now()) }))
      else resolve(unknown('failed', `${path}: ${text}${said === '' ? '' : `: ${said.trim()}`}`))
    })
    child.stdin.end(input)
  })
}
