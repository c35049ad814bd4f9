/** `npm run assemble`: the WebAssembly of the log engine from its text. Needs wat2wasm (Debian: wabt). */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = 'src/logs/engine/scan'
const assembled = join(tmpdir(), `mailmedic-${process.pid}.wasm`)
execFileSync('wat2wasm', [join(folder, 'scan.wat'), '-o', assembled])
const text = readFileSync(assembled).toString('base64')
writeFileSync(
  join(folder, 'scan-module.ts'),
  `/** scan.wat, assembled, in base 64: \`npm run assemble\`. */\nexport const scanModule =\n  '${text}'\n`,
)
