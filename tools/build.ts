/**
 * `npm run build`: the JavaScript that is published, in dist/. Node refuses types under node_modules. One
 * file for what a command needs: finding and opening a hundred modules took longer than running them.
 */
import { rmSync } from 'node:fs'
import { type Plugin, rolldown } from 'rolldown'
import { buildConsole } from './build-console.ts'
import { isLean, leanBuiltins } from './lean-builtins.ts'
import { preparedReplyRules } from './prepared-reply-rules.ts'

/** A module of ASCII alone is read as bytes: half the memory, and the parser is faster. No `String.raw` holds more. */
const asciiAlone: Plugin = {
  name: 'ascii-alone',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    }
  },
}

/** What every command needs, what reads replies, and what `logs` needs besides: one chunk each. */
const groups = [
  {
    name: 'start',
    test: /src\/cli\/(?:commands\/|commands\.ts|command-file|state\.ts|options|version|person|log-window|io\.ts|package-folder)|node_modules\/commander/,
    priority: 2,
  },
  { name: 'reply', test: /src\/explain\/(?!mail\/)/, priority: 2 },
  {
    name: 'logs',
    test: /src\/logs\/(?:engine|figures)\/|src\/cli\/(?:run-logs|read-logs|log-paths|log-reasons|readable-twice)/,
    priority: 1,
  },
]

rmSync('dist', { recursive: true, force: true })
const bundle = await rolldown({
  // A thread begins with a file of its own.
  input: { main: 'src/cli/main.ts', 'postgres-worker': 'src/store/postgres-worker.ts' },
  platform: 'node',
  // Seven small files of it would be found and opened at each start.
  external: (id, importer) => /^[^./\0]/.test(id) && id !== 'commander' && !isLean(id, importer),
  plugins: [leanBuiltins(), preparedReplyRules(), asciiAlone],
  // open-world.ts is small, and `start` takes it in.
  checks: { ineffectiveDynamicImport: false },
})
// All in one folder: what lies beside dist/ is found from there as from src/cli/.
await bundle.write({
  dir: 'dist/cli',
  chunkFileNames: '[name]-[hash].js',
  codeSplitting: { groups },
  // Comments and blanks go, names stay: `--debug` prints stack traces.
  minify: { compress: false, mangle: false, codegen: true },
})
await bundle.close()
await buildConsole()
