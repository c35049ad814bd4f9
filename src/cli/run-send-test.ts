import { hostname } from 'node:os'
import { systemClock } from '../access/clock.ts'
import { unseenHost } from '../access/host/outside.ts'
import { waitInMailbox } from '../access/net/sending/mailbox.ts'
import { type Receiver, receive } from '../access/net/sending/receiver.ts'
import { type SendRequest, type SendSeen, sendMessage } from '../access/net/sending/send-message.ts'
import { systemNet } from '../access/net/system-net.ts'
import { probeContext, systemTrust } from '../access/net/tls/trust.ts'
import type { World } from '../access/world.ts'
import { type ExitCode, InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { listOf, textOf } from './options.ts'
import { askPassword } from './password.ts'
import { checkedAddress, type TestMessage, testMessage } from './send-test-message.ts'
import type { Arrival } from './send-test-outcome.ts'
import { printSendTest } from './send-test-page.ts'
import { type Route, routesOf, routeTo } from './send-test-route.ts'

const mostWaitSeconds = 600
const triedLimit = 4

/** `mailmedic send-test`: the only command that sends mail. */
export async function runSendTest(
  sender: string,
  recipient: string,
  options: OptionValues,
  io: Io,
): Promise<ExitCode> {
  const [from, to] = [checkedAddress('--from', sender), checkedAddress('--to', recipient)]
  const waitMilliseconds = waitOf(options)
  const world = openWorld(options)
  const context = probeContext(systemTrust())
  const test = testMessage(from, to, systemClock.now())
  const watch = await prepareWatch({ world, options, to, test, waitMilliseconds, context })
  try {
    const requests = await requestsOf(world, options, { from, to, message: test.text })
    const { route, sent } = await sendByFirst(requests, context, io)
    io.progress(sent.outcome === 'accepted' ? 'waiting for it …' : '')
    const arrival: Arrival = sent.outcome === 'accepted' ? await watch.wait() : { outcome: 'not looked' }
    io.progress('')
    return await printSendTest({ from, to, test, route, sent, arrival }, options, io)
  } finally {
    await watch.end()
  }
}

function openWorld(options: OptionValues): World {
  const resolvers = listOf(options, 'resolver')
  const net = systemNet(resolvers.length === 0 ? {} : { resolvers })
  return { host: unseenHost, net, clock: systemClock }
}

function waitOf(options: OptionValues): number {
  const seconds = Number(textOf(options, 'wait') ?? '60')
  if (!(seconds >= 1 && seconds <= mostWaitSeconds))
    throw new UsageError(`--wait takes 1 to ${mostWaitSeconds} seconds`)
  return seconds * 1_000
}

type Prepared = Omit<SendRequest, 'endpoint' | 'serverName'> & { readonly routes: readonly Route[] }

async function requestsOf(
  world: World,
  options: OptionValues,
  mail: Pick<SendRequest, 'from' | 'to' | 'message'>,
): Promise<Prepared> {
  const [via, user] = [textOf(options, 'via'), textOf(options, 'auth')]
  if (user !== undefined && via === undefined)
    throw new UsageError('--auth needs --via: the server to log in to')
  const clientName = hostname()
  if (via === undefined)
    return { ...mail, clientName, tls: 'opportunistic', routes: await routesOf(world, mail.to) }
  const route = await routeTo(world, via, user === undefined ? 25 : 587)
  const { port } = route.endpoint
  const tls = port === 465 ? 'implicit' : user === undefined ? 'opportunistic' : 'starttls'
  if (user === undefined) return { ...mail, clientName, tls, routes: [route] }
  const file = textOf(options, 'passwordFile')
  const password = await askPassword(`${user} at ${via}`, { file, variable: 'MAILMEDIC_PASSWORD' })
  return { ...mail, clientName, tls, routes: [route], login: { user, password } }
}

/** As a mail server does: the next address only where the one before was not reached. */
async function sendByFirst(
  { routes, ...request }: Prepared,
  context: Parameters<typeof sendMessage>[1],
  io: Io,
): Promise<{ readonly route: Route; readonly sent: SendSeen }> {
  let last: { readonly route: Route; readonly sent: SendSeen } | undefined
  for (const route of routes.slice(0, triedLimit)) {
    io.progress(`sending by ${route.serverName} …`)
    const sent = await sendMessage({ ...request, ...route }, context)
    last = { route, sent }
    // Once the message was given away, another server would send it twice.
    const gave = sent.steps.some(({ what }) => what === 'DATA')
    if (sent.outcome !== 'not reached' || gave) break
  }
  if (last === undefined) throw new InputError('there is no server to send to')
  return last
}

interface Watched {
  readonly world: World
  readonly options: OptionValues
  readonly to: string
  readonly test: TestMessage
  readonly waitMilliseconds: number
  readonly context: Parameters<typeof waitInMailbox>[1]
}

interface Watch {
  wait(): Promise<Arrival>
  end(): Promise<void>
}

async function prepareWatch(watched: Watched): Promise<Watch> {
  const { options } = watched
  const [imap, listen] = [textOf(options, 'imap'), options['listen']]
  if (imap !== undefined && listen !== undefined) throw new UsageError('give --imap or --listen, not both')
  if (imap !== undefined) return watchMailbox(imap, watched)
  if (listen !== undefined) return watchPort(typeof listen === 'string' ? Number(listen) : 25, watched)
  return { wait: async () => ({ outcome: 'not looked' }), end: async () => {} }
}

async function watchMailbox(server: string, watched: Watched): Promise<Watch> {
  const { options, to, test, world, waitMilliseconds, context } = watched
  const user = textOf(options, 'imapUser') ?? to
  const file = textOf(options, 'imapPasswordFile')
  const password = await askPassword(`${user} at ${server}`, { file, variable: 'MAILMEDIC_IMAP_PASSWORD' })
  const route = await routeTo(world, server, 993)
  const tls = route.endpoint.port === 143 ? 'starttls' : 'implicit'
  const login = { user, password }
  return {
    async wait() {
      const seen = await waitInMailbox({ ...route, tls, login, token: test.token, waitMilliseconds }, context)
      if (seen.outcome === 'failed') return { outcome: 'not looked', why: seen.said }
      const where = `${user} at ${server}`
      if (seen.outcome === 'not found') return { outcome: 'not seen', where, milliseconds: seen.milliseconds }
      const message = Buffer.from(seen.message, 'utf8')
      return {
        outcome: 'arrived',
        where: `${seen.folder} of ${where}`,
        message,
        milliseconds: seen.milliseconds,
      }
    },
    async end() {},
  }
}

async function watchPort(port: number, { to, test, waitMilliseconds }: Watched): Promise<Watch> {
  if (!(port >= 0 && port < 65_536)) throw new UsageError('--listen takes a port')
  const receiver: Receiver = await receive({
    port,
    token: test.token,
    recipient: to,
    name: hostname(),
  }).catch((error: unknown) => {
    throw new InputError(`port ${port} cannot be listened on: ${error instanceof Error ? error.message : ''}`)
  })
  const where = `port ${receiver.port} of this machine`
  return {
    async wait() {
      const mail = await receiver.wait(waitMilliseconds)
      if (mail === undefined) return { outcome: 'not seen', where, milliseconds: waitMilliseconds }
      const message = Buffer.from(mail.message, 'latin1')
      return { outcome: 'arrived', where, message, milliseconds: mail.milliseconds }
    },
    end: async () => receiver[Symbol.asyncDispose](),
  }
}
