import { type Answer, known, unknown } from '../answer.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { Net } from '../net/net.ts'

export interface OutboundMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** `host:port` or `[address]:port`; missing: straight to the recipient's MX. */
  readonly relay: string | undefined
  readonly user: string | undefined
  readonly password: string | undefined
}

/** What sending stands on. `helo`: the honest name of this host. */
export interface MailSettings {
  readonly net: Pick<Net, 'resolve'>
  readonly clock: Clock
  readonly helo: string
}

const smtpPort = 25
const implicitTlsPort = 465
const connectMilliseconds = 10_000
const replyMilliseconds = 30_000
const mostExchangers = 4

interface Server {
  readonly host: string
  readonly port: number
}

/**
 * One mail, not through this host's own server. To a relay: TLS is a must, its certificate is verified.
 * To an MX: STARTTLS where it is offered, unverified, as mail servers do (RFC 7435). Known: the reply that
 * took it. Unknown: what the last server that was tried said.
 */
export async function sendMail(mail: OutboundMail, settings: MailSettings): Promise<Answer<string>> {
  const servers = mail.relay === undefined ? await exchangersOf(mail.to, settings.net) : relayOf(mail.relay)
  if ('status' in servers) return servers
  let last: Answer<string> = unknown('failed', `${mail.to}: no mail server is named for it`)
  for (const server of servers) {
    last = await sendTo(server, mail, settings)
    if (last.status === 'known') return last
  }
  return last
}

async function sendTo(
  server: Server,
  mail: OutboundMail,
  { clock, helo }: MailSettings,
): Promise<Answer<string>> {
  const { createTransport } = await import('nodemailer')
  const where = `${server.host}:${server.port}`
  const isRelay = mail.relay !== undefined
  const transport = createTransport({
    ...server,
    name: helo,
    secure: server.port === implicitTlsPort,
    requireTLS: isRelay,
    tls: { rejectUnauthorized: isRelay },
    connectionTimeout: connectMilliseconds,
    greetingTimeout: replyMilliseconds,
    socketTimeout: replyMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mail.user === undefined ? {} : { auth: { user: mail.user, pass: mail.password ?? '' } }),
  })
  try {
    const { from, to, subject, text } = mail
    const sent = await transport.sendMail({
      from,
      to,
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return known(sent.response, { kind: 'dialogue', where, text: sent.response, at: isoTime(clock.now()) })
  } catch (error) {
    return unknown('failed', `${where}: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    transport.close()
  }
}

function relayOf(relay: string): Server[] {
  const at = relay.lastIndexOf(':')
  return [{ host: relay.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(relay.slice(at + 1)) }]
}

/** The MX hosts in order of preference; the domain itself where it has none (RFC 5321 §5.1). */
async function exchangersOf(to: string, net: Pick<Net, 'resolve'>): Promise<Server[] | Answer<string>> {
  const domain = to.slice(to.lastIndexOf('@') + 1)
  const answer = await net.resolve({ name: domain, type: 'MX' })
  if (answer.status === 'unknown') return answer
  if (answer.status === 'absent') return [{ host: domain, port: smtpPort }]
  return answer.value.records
    .map(({ data }) => data.split(' '))
    .map(([preference = '0', host = '']) => ({ preference: Number(preference), host }))
    .toSorted((a, b) => a.preference - b.preference)
    .filter(({ host }) => host !== '.' && host !== '')
    .slice(0, mostExchangers)
    .map(({ host }) => ({ host, port: smtpPort }))
}
