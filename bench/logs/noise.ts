import { attacker, localAddress, peer } from './names.ts'
import type { World } from './world.ts'

const refusals = [
  '554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{ip}',
  '450 4.7.25 Client host rejected: cannot find your hostname, [{ip}]',
  '554 5.7.1 <{to}>: Relay access denied',
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '450 4.7.1 <{helo}>: Helo command rejected: Host not found',
] as const

/** What a server writes about those who are no mail: attackers, log-ins, statistics. */
export function noise(world: World): void {
  const luck = world.random.next()
  if (luck < 0.35) refusal(world)
  else if (luck < 0.5) postscreen(world)
  else if (luck < 0.6) badPassword(world)
  else if (luck < 0.98) login(world)
  else
    plan(
      world,
      0,
      'postfix/anvil[977]: statistics: max connection rate 4/60s for (smtp:203.0.113.9) at Nov 23 17:57:07',
    )
}

function plan(world: World, after: number, text: string, effect?: () => void): void {
  world.schedule.plan(world.now + after, text, effect)
}

function refusal(world: World): void {
  const ip = attacker(world)
  const tag = `postfix/smtpd[${world.pid()}]`
  const [to, helo] = [localAddress(world), `host-${world.random.below(500)}.example`]
  const said = world.random.pick(refusals).replaceAll('{ip}', ip).replace('{to}', to).replace('{helo}', helo)
  const from = `spam${world.random.below(9_000)}@${peer(world).domain}`
  const at = world.now + 200
  plan(world, 0, `${tag}: connect from unknown[${ip}]`)
  plan(
    world,
    200,
    `${tag}: NOQUEUE: reject: RCPT from unknown[${ip}]: ${said}; from=<${from}> to=<${to}> proto=ESMTP helo=<${helo}>`,
    () => world.truth.rejected(at, ip),
  )
  plan(world, 260, `${tag}: disconnect from unknown[${ip}] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`)
}

function postscreen(world: World): void {
  const ip = attacker(world)
  const client = `[${ip}]:${20_000 + world.random.below(40_000)}`
  const at = world.now + 6_100
  plan(world, 0, `postfix/postscreen[901]: CONNECT from ${client} to [192.0.2.10]:25`)
  plan(
    world,
    20,
    `postfix/dnsblog[${world.pid()}]: addr ${client.slice(1, client.indexOf(']'))} listed by domain zen.spamhaus.org as 127.0.0.4`,
  )
  plan(world, 6_000, `postfix/postscreen[901]: DNSBL rank 3 for ${client}`)
  plan(
    world,
    6_100,
    `postfix/postscreen[901]: NOQUEUE: reject: RCPT from ${client}: 550 5.7.1 Service unavailable; client ${client.slice(0, client.indexOf(']') + 1)} blocked using zen.spamhaus.org; from=<a@b.example>, to=<${localAddress(world)}>, proto=ESMTP, helo=<x>`,
    () => world.truth.rejected(at, ip),
  )
  plan(world, 6_200, `postfix/postscreen[901]: DISCONNECT ${client}`)
}

function badPassword(world: World): void {
  const ip = attacker(world)
  const tag = `postfix/submission/smtpd[${world.pid()}]`
  plan(world, 0, `${tag}: connect from unknown[${ip}]`)
  plan(
    world,
    900,
    `${tag}: warning: unknown[${ip}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=${localAddress(world)}`,
    () => world.truth.failedLogin(ip),
  )
  plan(world, 950, `${tag}: lost connection after AUTH from unknown[${ip}]`)
  plan(world, 951, `${tag}: disconnect from unknown[${ip}] ehlo=1 auth=0/1 commands=1/2`)
}

function login(world: World): void {
  const user = localAddress(world)
  const session = world.random.hexadecimal(16)
  const pid = world.pid()
  plan(
    world,
    0,
    `dovecot: imap-login: Login: user=<${user}>, method=PLAIN, rip=203.0.113.${world.random.below(250)}, lip=192.0.2.10, mpid=${pid}, TLS, session=<${session}>`,
  )
  plan(
    world,
    4_000,
    `dovecot: imap(${user})<${pid}><${session}>: Disconnected: Logged out in=92 out=1021 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0`,
  )
}
