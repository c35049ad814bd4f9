import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { InputError, UsageError } from './command-file.ts'

const longest = 1_000

/**
 * A password from a file, from the environment, or typed on the terminal without being shown; in this
 * order. It is kept in no file and in no list of processes.
 */
export async function askPassword(
  whose: string,
  { file, variable }: { readonly file: string | undefined; readonly variable: string },
): Promise<string> {
  if (file !== undefined) return firstLine(file)
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY)
    throw new UsageError(`no terminal to ask for the password of ${whose}: set ${variable}, or name a file`)
  return typed(`Password of ${whose}: `)
}

async function firstLine(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`${path} cannot be read`)
  })
  const [line = ''] = text.slice(0, longest).split(/\r?\n/)
  if (line === '') throw new InputError(`${path}: its first line is empty`)
  return line
}

function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  // What is typed goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  return new Promise((resolve, reject) => {
    reader.question('', (line) => {
      process.stderr.write('\n')
      reader.close()
      resolve(line)
    })
    reader.once('SIGINT', () => {
      reader.close()
      reject(new UsageError('no password was given'))
    })
  })
}
