/**
 * `npm run build`: the JavaScript that is published, in dist/. Node refuses types under node_modules. One
 * file for what a command needs: finding and opening a hundred modules took longer than running them.
 */
import { rmSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { buildConsole } from './build-console.ts'
import { preparedReplyRules } from './prepared-reply-rules.ts'

rmSync('dist', { recursive: true, force: true })
const bundle = await rolldown({
  // A thread begins with a file of its own.
  input: { main: 'src/cli/main.ts', 'postgres-worker': 'src/store/postgres-worker.ts' },
  platform: 'node',
  external: /^[^./]/,
  plugins: [preparedReplyRules()],
})
// All in one folder: what lies beside dist/ is found from there as from src/cli/.
await bundle.write({ dir: 'dist/cli', chunkFileNames: '[name]-[hash].js' })
await bundle.close()
await buildConsole()
