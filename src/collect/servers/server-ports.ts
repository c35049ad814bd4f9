import type { DialogueProtocol } from '../../access/net/net.ts'

/** A service that mail programs or servers look for at a well-known port. */
export interface ServerPort {
  readonly port: number
  readonly name: string
  readonly protocol: DialogueProtocol
  readonly tls: 'starttls' | 'implicit'
}

/** The port on which servers hand mail to one another. */
export const smtpPort: ServerPort = { port: 25, name: 'smtp', protocol: 'smtp', tls: 'starttls' }

/** Ports for mail programs, those first that most of them use (RFC 8314 §3.3). */
export const clientPorts: readonly ServerPort[] = [
  { port: 993, name: 'imaps', protocol: 'imap', tls: 'implicit' },
  { port: 587, name: 'submission', protocol: 'smtp', tls: 'starttls' },
  { port: 465, name: 'submissions', protocol: 'smtp', tls: 'implicit' },
  { port: 143, name: 'imap', protocol: 'imap', tls: 'starttls' },
  { port: 995, name: 'pop3s', protocol: 'pop3', tls: 'implicit' },
  { port: 110, name: 'pop3', protocol: 'pop3', tls: 'starttls' },
  { port: 4190, name: 'sieve', protocol: 'managesieve', tls: 'starttls' },
]
