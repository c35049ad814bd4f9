/**
 * The web page that `serve --listen` and `demo --listen` answer with: dist/console/, one script, one style,
 * the pages that few need apart. Names carry a hash of what is inside, so that browsers may keep them for ever.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const source = fileURLToPath(new URL('../src/console/', import.meta.url))
const published = fileURLToPath(new URL('../dist/console/', import.meta.url))

/** In the order in which they overrule each other; uPlot's own first. */
const styles = ['tokens', 'base', 'layout', 'components', 'pages', 'print']

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole()

/** Into `target`, which is emptied before. */
export async function buildConsole(target: string = published): Promise<void> {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(join(target, 'assets'), { recursive: true })
  const script = await bundleScript(target)
  const style = put(target, 'style.css', styleSheet())
  const icon = put(target, 'icon.svg', readFileSync(join(source, 'icon.svg'), 'utf8'))
  const names: Readonly<Record<string, string>> = { script, style, icon }
  const page = readFileSync(join(source, 'index.html'), 'utf8')
  writeFileSync(
    join(target, 'index.html'),
    page.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole),
  )
}

async function bundleScript(target: string): Promise<string> {
  const bundle = await rolldown({
    input: join(source, 'main.tsx'),
    platform: 'browser',
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  })
  const { output } = await bundle.write({
    dir: join(target, 'assets'),
    entryFileNames: 'console-[hash].js',
    chunkFileNames: '[name]-[hash].js',
    minify: true,
  })
  await bundle.close()
  const entry = output.find((file) => file.type === 'chunk' && file.isEntry)
  if (entry === undefined) throw new Error('the console came out without a script')
  return `/assets/${entry.fileName}`
}

function styleSheet(): string {
  const chart = readFileSync(fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css')), 'utf8')
  const own = readdirSync(join(source, 'style')).map((file) => file.replace(/\.css$/, ''))
  const forgotten = own.filter((name) => !styles.includes(name))
  if (forgotten.length > 0) throw new Error(`no place in the order of styles: ${forgotten.join(', ')}`)
  return [chart, ...styles.map((name) => readFileSync(join(source, 'style', `${name}.css`), 'utf8'))].join(
    '\n',
  )
}

/** Writes `style.css` as `style-HASH.css`; returns the path by which it is asked for. */
function put(target: string, name: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10)
  const file = `assets/${name.replace('.', `-${hash}.`)}`
  writeFileSync(join(target, file), text)
  return `/${file}`
}
