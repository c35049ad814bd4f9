import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Who may import whom: DESIGN section 2. What is not here is not allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  access: [],
  'own-setup': [],
  logs: ['access'],
  explain: [],
  collect: ['access', 'logs', 'explain', 'own-setup'],
  knowledge: ['access', 'logs', 'explain', 'own-setup', 'collect'],
  diagnose: ['access', 'collect', 'knowledge'],
  report: ['access', 'logs', 'knowledge', 'diagnose'],
  store: [],
  watch: ['access', 'logs', 'collect', 'knowledge', 'diagnose', 'report', 'store'],
  mcp: ['access', 'knowledge'],
  server: ['access', 'own-setup', 'knowledge', 'report', 'store', 'watch'],
  console: ['report', 'server'],
  cli: [
    'access',
    'own-setup',
    'logs',
    'explain',
    'collect',
    'knowledge',
    'diagnose',
    'report',
    'store',
    'watch',
    'server',
    'mcp',
  ],
}

/** The only doors to the world. `cli` reads its own package and demo folder. */
const mayUsePlatform = new Set(['access', 'cli', 'store', 'server'])
const worldModules = /^node:(fs|fs\/promises|net|dns|dns\/promises|tls|child_process|http|https|dgram|os)$/

/** One npm package, one folder. */
const packageHome: Readonly<Record<string, string>> = {
  commander: 'cli',
  zod: 'any edge',
  'dns-packet': 'access',
  'get-east-asian-width': 'report',
  nodemailer: 'access',
  hono: 'server',
  '@hono': 'server',
  '@modelcontextprotocol': 'mcp',
  postgres: 'store',
  preact: 'console',
  uplot: 'console',
}

interface Import {
  readonly file: string
  readonly target: string
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)
const imports: readonly Import[] = sources.flatMap((file) => {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  const found = [...text.matchAll(/(?:^(?:import|export|\}) ?[^'\n]*from |^import |import\()'([^']+)'/gm)]
  return found.map((match) => ({ file, target: match[1] ?? '' }))
})

/** Tables, not code: generated, or one row a line. */
const isData = /(^|\/)(registry|default-parameters)\.ts$|^explain\/rules\/|^console\/words\//

const areaOf = (file: string): string => file.split('/')[0] ?? ''
const insideSource = ({ file, target }: Import): string =>
  relative(join(root, 'src'), join(root, 'src', dirname(file), target))

describe('the direction of imports', () => {
  test('there is something to hold', () => expect(imports.length).toBeGreaterThan(100))

  test('every area of src is in the table', () => {
    expect([...new Set(sources.map(areaOf))].filter((area) => !(area in allowed))).toEqual([])
  })

  test('goes one way', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .filter((one) => {
        const [from, to] = [areaOf(one.file), areaOf(insideSource(one))]
        return from !== to && !(allowed[from] ?? []).includes(to) && insideSource(one) !== '../package.json'
      })
    expect(wrong).toEqual([])
  })

  test('the console takes only types from the server: nothing of it runs in a browser', () => {
    const wrong = sources
      .filter((file) => areaOf(file) === 'console')
      .filter((file) => {
        const text = readFileSync(join(root, 'src', file), 'utf8')
        return /^import (?!type )[^\n]*'(?:\.\.\/)+(?:server|report)\//m.test(text)
      })
    expect(wrong).toEqual([])
  })

  test('only access touches the world', () => {
    const wrong = imports.filter(
      ({ file, target }) => worldModules.test(target) && !mayUsePlatform.has(areaOf(file)),
    )
    expect(wrong).toEqual([])
  })

  test('a package is imported from one folder', () => {
    const wrong = imports
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))
      .filter(({ file, target }) => {
        const home = packageHome[target.split('/')[0] ?? '']
        return home !== 'any edge' && home !== areaOf(file)
      })
    expect(wrong).toEqual([])
  })

  test('knowledge has no clock', () => {
    const judging = sources.filter((file) => ['knowledge', 'diagnose', 'explain'].includes(areaOf(file)))
    const wrong = judging.filter((file) =>
      /\bDate\.now\(|new Date\(\)/.test(readFileSync(join(root, 'src', file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })

  test('no folder says nothing', () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|index\.ts)(\/|$)/.test(file))).toEqual([])
  })
})

describe('the size of files', () => {
  test('a person reads one in one sitting', () => {
    const lines = sources.map((file) => ({
      file,
      count: readFileSync(join(root, 'src', file), 'utf8').split('\n').length,
    }))
    expect(lines.filter(({ file, count }) => count > 500 && !isData.test(file))).toEqual([])
  })
})
