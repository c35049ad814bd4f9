/** `npm run assemble`: the WebAssembly of the log engine from its AssemblyScript, assembly/*.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')
// The imported memory is there from the start, and is zero. 112: vectors are not handed to JavaScript.
const options =
  'assembly/pass.ts --outFile pass.wasm -O3 --noAssert --runtime stub --importMemory --zeroFilledMemory --enable simd --disableWarning 112'

/** The compiled pass, in base 64: the same on every machine. */
export async function assembled(): Promise<string> {
  const written = new Map<string, Uint8Array | string>()
  const { error, stderr } = await main(options.split(' '), {
    readFile: (name) => source(join(root, name)),
    writeFile: (name, contents) => void written.set(name, contents),
    listFiles: () => [],
  })
  const bytes = written.get('pass.wasm')
  if (error !== null || !(bytes instanceof Uint8Array)) throw new Error(`assembly: ${stderr.toString()}`)
  return Buffer.from(bytes).toString('base64')
}

/** A source as the compiler reads it: `letters('from')` is the number that these bytes are in memory. */
function source(path: string): string | null {
  if (!existsSync(path)) return null
  return readFileSync(path, 'utf8').replaceAll(/\bletters\('([^']{1,8})'\)/g, (_, letters: string) => {
    return `0x${Buffer.from(letters, 'latin1').reverse().toString('hex')}`
  })
}

if (import.meta.main)
  writeFileSync(
    join(root, 'src/logs/engine/pass/pass-module.ts'),
    `/** assembly/*.ts, compiled, in base 64: \`npm run assemble\`. */\nexport const passModule =\n  '${await assembled()}'\n`,
  )
