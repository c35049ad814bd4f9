import { absent, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { eximInstalled } from './installed.ts'

/** For whom Exim has user names and passwords: the keys alone, what stands behind them is secret. */
export interface EximClientCredentials {
  readonly path: string
  readonly keys: readonly string[]
}

const path = '/etc/exim4/passwd.client'
const mostKeys = 1_000

export const eximClientCredentials = fact({
  id: 'exim.client-credentials',
  privilege: 'root',
  summary: 'Names in /etc/exim4/passwd.client (Debian), by which Exim finds its password for a smarthost.',
  needs: { installed: eximInstalled },
  async collect(world, { installed }): Promise<Fact<EximClientCredentials>> {
    if (installed.status === 'absent') return absent()
    const file = await world.host.readFile(path)
    if (file.status !== 'known') return file
    const lines = new TextDecoder().decode(file.value).split('\n').slice(0, mostKeys)
    const keys = lines.flatMap((line) => /^([^\s:#]{1,253}):/.exec(line)?.[1]?.toLowerCase() ?? [])
    return known({ path, keys })
  },
})

/** nwildlsearch: the name itself, `*`, `*.example.net`, or an expression, which is taken to fit. */
export function fitsKey(key: string, host: string): boolean {
  if (key.startsWith('^')) return true
  return key === host || (key.startsWith('*') && host.endsWith(key.slice(1)))
}
