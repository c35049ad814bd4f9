import type { Evidence } from '../../access/answer.ts'
import type { DkimSigning } from '../filters/signing-key.ts'
import type { CertificatePaths } from '../tls/certificate-paths.ts'

/** A domain that a mail server takes mail for. */
export interface ServedDomain {
  readonly domain: string
  /** `local`: mailboxes or aliases here; `relay`: handed on to another server. */
  readonly class: 'local' | 'relay'
  /** Only from programs on this machine, not from other servers. */
  readonly onlyFromHere?: boolean
  readonly evidence: readonly Evidence[]
}

/** A TCP port that a mail server is configured to listen on. */
export interface ServedPort {
  readonly port: number
  /** Empty: every address. */
  readonly addresses: readonly string[]
  readonly tls: 'starttls' | 'implicit'
  readonly offersTls: boolean
  readonly evidence: readonly Evidence[]
}

/** The next server that all mail for others goes through. */
export interface ServedSmarthost {
  readonly host: string
  readonly port: number
  readonly evidence: readonly Evidence[]
}

/** What a mail server other than Postfix is configured to do: the part that all of them have. */
export interface MailServer {
  readonly program: 'Exim' | 'OpenSMTPD'
  /** The name in its greeting, lower case; undefined: not told literally. */
  readonly hostName: string | undefined
  /** The name in its EHLO to others. */
  readonly heloName: string | undefined
  readonly heloEvidence: readonly Evidence[]
  readonly domains: readonly ServedDomain[]
  /** Whether all of its domains are in `domains`: not where they come from a database. */
  readonly allDomainsListed: boolean
  readonly ports: readonly ServedPort[]
  readonly certificates: readonly CertificatePaths[]
  readonly signing: readonly DkimSigning[]
  readonly smarthost: ServedSmarthost | undefined
  readonly evidence: readonly Evidence[]
}

/** At least one dot, letters, digits, hyphens: enough to leave out patterns and addresses. */
export function isServedDomain(name: string): boolean {
  return /^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(name) && name.length <= 253
}
