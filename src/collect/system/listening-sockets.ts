import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** A TCP socket that waits for connections. */
export interface ListeningSocket {
  /** Numeric; `0.0.0.0` and `::` mean every address. */
  readonly address: string
  readonly port: number
  readonly family: 4 | 6
  readonly inode: string
  readonly uid: number
  readonly evidence: readonly Evidence[]
}

const tables = [
  { path: '/proc/net/tcp', family: 4 },
  { path: '/proc/net/tcp6', family: 6 },
] as const
/** TCP_LISTEN of include/net/tcp_states.h. */
const listenState = '0A'
const tableLimitBytes = 64 << 20

export const listeningSockets = fact({
  id: 'system.listening-sockets',
  summary: 'TCP sockets that listen: address, port, owner; from /proc/net/tcp and tcp6.',
  async collect(world): Promise<Fact<readonly ListeningSocket[]>> {
    if (world.host.kind === 'root') return { status: 'unknown', because: nothingRuns }
    const [four, six] = await Promise.all(tables.map((table) => read(world, table)))
    if (four?.status !== 'known') return four ?? { status: 'unknown', because: nothingRuns }
    const more = six?.status === 'known' ? six.value : []
    return known([...four.value, ...more], ...four.evidence)
  },
})

const nothingRuns = {
  code: 'not-running-here',
  text: 'a directory has no running services',
  remedy: 'run mailmedic check on the server itself',
} as const

async function read(world: World, table: (typeof tables)[number]): Promise<Fact<ListeningSocket[]>> {
  const file = await world.host.readFile(table.path, tableLimitBytes)
  if (file.status !== 'known') return file
  const at = isoTime(world.clock.now())
  return known(parseSocketTable(new TextDecoder().decode(file.value), table, at), ...file.evidence)
}

/** proc(5) /proc/net/tcp: `sl local_address rem_address st … uid timeout inode`, addresses in host byte order. */
export function parseSocketTable(
  text: string,
  table: { path: string; family: 4 | 6 },
  at: string,
): ListeningSocket[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.trim().split(/ +/)
      const [, local, , state, , , , uid, , inode] = fields
      const [hexAddress, hexPort] = (local ?? '').split(':')
      if (state !== listenState || hexAddress === undefined || hexPort === undefined) return []
      const address = table.family === 4 ? ipv4(hexAddress) : ipv6(hexAddress)
      const port = Number.parseInt(hexPort, 16)
      const text = `LISTEN ${table.family === 6 ? `[${address}]` : address}:${port}`
      const evidence: Evidence = { kind: 'file', where: table.path, text, at }
      return [
        { address, port, family: table.family, inode: inode ?? '', uid: Number(uid), evidence: [evidence] },
      ]
    })
}

function bytesOfWord(word: string): number[] {
  return (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse()
}

function ipv4(hex: string): string {
  return bytesOfWord(hex).join('.')
}

/** Four little-endian words → the canonical text form (RFC 5952), as the URL parser writes it. */
function ipv6(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap(bytesOfWord)
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}
