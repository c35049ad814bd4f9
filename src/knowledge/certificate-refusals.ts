import type { Evidence } from '../access/answer.ts'
import type { MailLog, TlsFailureGroup, TlsFailureKind } from '../logs/mail-log.ts'

/** Alerts by which mail programs refused this host's certificate, at the ports where people log in. */
export function refusedByClients(log: MailLog, ...kinds: readonly TlsFailureKind[]): readonly Evidence[] {
  return log.tlsFailures
    .filter((failure) => kinds.includes(failure.kind) && isForPeople(failure))
    .map(({ lastExample }) => lastExample)
}

/** Dovecot's ports, or a service of Postfix that is named for submission; not port 25. */
export function isForPeople({ service, program }: Pick<TlsFailureGroup, 'service' | 'program'>): boolean {
  return program === 'dovecot' || /^(?:submission|submissions|smtps)\//.test(service)
}
