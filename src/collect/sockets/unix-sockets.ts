import { known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'

const tableLimitBytes = 16 << 20
/** __SO_ACCEPTCON of include/net/sock.h: somebody waits for connections. */
const acceptsConnections = 0x10000

export const listeningUnixSockets = fact({
  id: 'system.listening-unix-sockets',
  summary: 'Paths of UNIX-domain sockets on which a process listens, from /proc/net/unix.',
  async collect(world): Promise<Fact<ReadonlySet<string>>> {
    const table = await world.host.readFile('/proc/net/unix', tableLimitBytes)
    if (table.status !== 'known') return table
    return known(parseUnixSockets(new TextDecoder().decode(table.value)))
  },
})

/** `Num RefCount Protocol Flags Type St Inode Path`; sockets that do not listen are left out. */
export function parseUnixSockets(text: string): ReadonlySet<string> {
  const paths = text.split('\n').flatMap((line) => {
    const [, , , flags = '', , , , ...path] = line.trim().split(/ +/)
    const listens = (Number.parseInt(flags, 16) & acceptsConnections) !== 0
    return listens && path.length > 0 ? [canonicalSocketPath(path.join(' '))] : []
  })
  return new Set(paths)
}

/** /var/run is a link to /run everywhere that counts; doubled slashes mean nothing. */
export function canonicalSocketPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/^\/var\/run\//, '/run/')
}
