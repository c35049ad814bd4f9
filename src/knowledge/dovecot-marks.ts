import type { DovecotConfiguration } from '../collect/dovecot/configuration.ts'
import { dovecotPorts, dovecotSockets } from '../collect/dovecot/listeners.ts'
import type { RequiredSocket } from '../collect/sockets/required-sockets.ts'

/** What symptoms of a stopped Dovecot carry: its ports and sockets, as Dovecot and as Postfix name them. */
export function dovecotMarks(
  settings: DovecotConfiguration | undefined,
  required: readonly RequiredSocket[],
): string[] {
  const ports = settings === undefined ? [] : dovecotPorts(settings).map(({ port }) => `port:${port}`)
  const own =
    settings === undefined ? [] : dovecotSockets(settings).map(({ socketPath }) => `socket:${socketPath}`)
  const asked = required.flatMap(({ named, socketPath }) => [`socket:${named}`, `socket:${socketPath}`])
  return [...new Set([...ports, ...own, ...asked])]
}
