import type { ServedCertificate } from '../collect/tls/certificates-in-use.ts'
import type { ConfiguredCertificate } from '../collect/tls/configured-certificates.ts'
import type { TlsFailureKind } from '../logs/mail-log.ts'
import type { LinkedProblem } from './condition.ts'

/**
 * Marks of a certificate's trouble: the ports that show it, and the alerts by which clients refuse it,
 * as `logins-failing` has them from the log.
 */
export function servedMarks(
  served: readonly ServedCertificate[],
  alerts: readonly TlsFailureKind[],
): readonly string[] {
  return [
    ...new Set([
      ...served.map(({ service }) => `port:${service.port}`),
      ...served.map(({ leaf }) => `certificate:${leaf.fingerprint}`),
      ...alerts.map((alert) => `tls:${alert}`),
    ]),
  ]
}

/** A port alone is no link between hosts of a domain: it must be the same certificate. */
export function sharesCertificate(cause: LinkedProblem, effect: LinkedProblem): boolean {
  return cause.marks.some((mark) => mark.startsWith('certificate:') && effect.marks.includes(mark))
}

/**
 * Marks of files that programs cannot use for TLS. A Postfix without certificate goes on without TLS;
 * Dovecot 2.3 does not even start when it cannot read the file.
 */
export function unusableMarks(
  users: readonly Pick<ConfiguredCertificate, 'program'>[],
  ...paths: readonly string[]
): readonly string[] {
  const programs = new Set(users.map(({ program }) => program))
  return [
    ...[...programs].map((program) => `tls-of:${program.toLowerCase()}`),
    'tls:server-setup',
    ...(programs.has('Dovecot') ? ['program:dovecot', 'unit:dovecot.service'] : []),
    ...paths.map((path) => `path:${path}`),
  ]
}

/** For texts and commands: `Postfix, Dovecot` and `postfix dovecot`. */
export function usersOf(users: readonly Pick<ConfiguredCertificate, 'program'>[]) {
  const programs = [...new Set(users.map(({ program }) => program))]
  return { program: programs.join(', '), unit: programs.join(' ').toLowerCase() }
}

/** What unusable files of a program explain, by `unusableMarks`. */
export const unusableExplains = [
  { condition: 'service-tls-failing' },
  { condition: 'logins-failing' },
  { condition: 'service-not-listening' },
  { condition: 'dovecot-stopped' },
  { condition: 'client-autodiscovery-broken' },
] as const
