/** A main log of Exim, deterministic, with its ground truth: arrivals, deliveries, retries, bounces, refusals. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { attacker, localAddress, messageIdFor, peer, remoteAddress } from './names.ts'
import type { Truth } from './truth.ts'
import { World } from './world.ts'

export interface EximOptions {
  readonly bytes: number
  readonly seed?: number
}

const startsAt = Date.UTC(2026, 2, 3, 6, 0, 0)
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const pieceBytes = 1 << 20

export function generateEximLog(path: string, options: EximOptions): Truth {
  const file = openSync(path, 'w')
  try {
    return writeEximLog(options, (text) => writeSync(file, text))
  } finally {
    closeSync(file)
  }
}

export function writeEximLog({ bytes, seed = 1 }: EximOptions, write: (text: string) => void): Truth {
  const world = new World({ seed, backlog: 0, sampleEvery: 1_000_000 }, startsAt)
  let piece = ''
  let written = 0
  const emit = (until: number) => {
    for (
      let line = world.schedule.takeUntil(until);
      line !== undefined;
      line = world.schedule.takeUntil(until)
    ) {
      line.effect?.()
      if (line.text === '') continue
      piece += `${new Date(line.at).toISOString().slice(0, 19).replace('T', ' ')} ${line.text}\n`
      world.truth.lines++
      if (piece.length < pieceBytes) continue
      written += piece.length
      write(piece)
      piece = ''
    }
  }
  while (written + piece.length < bytes) {
    world.now += 1 + world.random.below(80)
    if (world.random.chance(0.7)) message(world)
    else refusal(world)
    emit(world.now)
  }
  emit(world.now + 60_000)
  write(piece)
  return world.truth
}

let serial = 0

function eximId(world: World): string {
  let text = ''
  let number = ++serial
  while (text.length < 6) {
    text = (alphabet[number % 62] ?? '0') + text
    number = Math.floor(number / 62)
  }
  return `1vbG8L-${text}-${alphabet[world.random.below(62)]}y`
}

function message(world: World): void {
  const { truth, random } = world
  const id = eximId(world)
  const from = peer(world)
  const sender = remoteAddress(world, from.domain)
  const [at, size] = [world.now, 900 + random.below(40_000)]
  const messageId = messageIdFor(world, from.domain)
  const line = (after: number, text: string, effect?: (at: number) => void) =>
    world.schedule.plan(at + after, `${id} ${text}`, () => effect?.(at + after))
  line(
    0,
    `<= ${sender} H=${from.name} (${from.name}) [${from.address}] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=${size} id=${messageId}`,
    () => truth.received(at, size, sender, undefined),
  )
  const luck = random.next()
  if (luck < 0.6) {
    const user = localAddress(world)
    line(150, `=> ${user.slice(0, user.indexOf('@'))} <${user}> R=localuser T=local_delivery`, (when) =>
      truth.delivered(when, size, user),
    )
    line(151, 'Completed')
    return
  }
  const to = peer(world)
  const recipient = remoteAddress(world, to.domain)
  const route = `R=dnslookup T=remote_smtp H=${to.name} [${to.address}]`
  if (luck < 0.7) {
    line(
      400,
      `== ${recipient} ${route} defer (-44): SMTP error from remote mail server after RCPT TO:<${recipient}>: 451 4.7.1 Greylisting in action, please come back later`,
      (when) => {
        truth.deferred(when)
        truth.totals.deferredMessages++
      },
    )
    line(500, `== ${recipient} R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host`)
  }
  if (luck < 0.95) {
    line(
      20_000,
      `=> ${recipient} ${route} X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 Ok: queued as ${random.hexadecimal(10).toUpperCase()}"`,
      (when) => truth.delivered(when, size, recipient),
    )
  } else {
    line(
      900,
      `** ${recipient} ${route}: SMTP error from remote mail server after RCPT TO:<${recipient}>: 550 5.1.1 User unknown`,
      (when) => truth.bounced(when),
    )
  }
  line(20_001, 'Completed')
}

function refusal(world: World): void {
  const ip = attacker(world)
  const at = world.now
  const to = localAddress(world)
  world.schedule.plan(
    at,
    `H=(x${world.random.below(99)}) [${ip}] F=<a@b.example> rejected RCPT <${to}>: relay not permitted`,
    () => world.truth.rejected(at, ip),
  )
}
