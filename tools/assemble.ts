/** `npm run assemble`: the WebAssembly of the log engine from its AssemblyScript, assembly/*.ts. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const compiler = 'node_modules/assemblyscript/bin/asc.js'
// The imported memory is there from the start, and is zero. 112: vectors are not handed to JavaScript.
const options =
  '-O3 --noAssert --runtime stub --importMemory --zeroFilledMemory --enable simd --disableWarning 112'

const layout = 'src/logs/engine/memory-layout.ts'

/** The compiled pass, in base 64: the same on every machine. */
export function assembled(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-'))
  try {
    for (const name of readdirSync('assembly')) write(folder, `assembly/${name}`)
    write(folder, layout)
    const output = join(folder, 'pass.wasm')
    const source = ['assembly/pass.ts', '--baseDir', folder, '-o', output]
    execFileSync(process.execPath, [resolve(compiler), ...source, ...options.split(' ')])
    return readFileSync(output).toString('base64')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A source as the compiler reads it: `letters('from')` is the number that these bytes are in memory. */
function write(folder: string, path: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true })
  const text = readFileSync(path, 'utf8').replaceAll(/\bletters\('([^']{1,8})'\)/g, (_, word: string) =>
    numberOf(word),
  )
  writeFileSync(join(folder, path), text)
}

function numberOf(letters: string): string {
  return `0x${Buffer.from(letters, 'latin1').reverse().toString('hex')}`
}

if (import.meta.main)
  writeFileSync(
    'src/logs/engine/pass/pass-module.ts',
    `/** assembly/*.ts, compiled, in base 64: \`npm run assemble\`. */\nexport const passModule =\n  '${assembled()}'\n`,
  )
