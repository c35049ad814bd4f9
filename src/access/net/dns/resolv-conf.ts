import { readFileSync, statSync } from 'node:fs'
import { parseServer } from './exchange.ts'

// resolv.h MAXNS: the C library, and so the mail server, uses no more.
const mostServers = 3
const largestBytes = 64 << 10

/**
 * The `nameserver` lines of resolv.conf(5), in order, at most three. None, or no such file:
 * `127.0.0.1`, as the C library does. systemd-resolved's stub (127.0.0.53) is used as given.
 */
export function systemResolvers(path = '/etc/resolv.conf'): readonly string[] {
  const servers = parseResolvConf(readSmallFile(path))
  return servers.length === 0 ? ['127.0.0.1'] : servers
}

export function parseResolvConf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => /^nameserver[ \t]+([^\s#;]{1,80})/.exec(line)?.[1])
    .filter((server) => server !== undefined && parseServer(server) !== undefined)
    .filter((server) => server !== undefined)
    .slice(0, mostServers)
}

function readSmallFile(path: string): string {
  try {
    const status = statSync(path)
    return status.isFile() && status.size <= largestBytes ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}
