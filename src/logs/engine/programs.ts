import { mix } from './bytes.ts'
import { type ProgramFamily, programOf } from './program-family.ts'

/** Who reads a line; small integers, because the hot path switches on them. */
export const reader = {
  unknown: 0,
  smtpd: 1,
  cleanup: 2,
  qmgr: 3,
  delivery: 4,
  pickup: 5,
  postfix: 6,
  dovecot: 7,
  rspamd: 8,
  exim: 9,
  opensmtpd: 10,
  filter: 11,
  system: 12,
  sendmail: 13,
} as const

export interface EngineProgram {
  /** Tag without pid: `postfix/submission/smtpd`. */
  readonly name: string
  /** Last part of a Postfix tag: `smtpd`. */
  readonly daemon: string
  /** Postfix tag without its instance: `submission/smtpd`, `smtpd`. */
  readonly service: string
  readonly family: ProgramFamily
  /** First part: the instance of Postfix that owns the queue, unless it is only a service's name. */
  readonly instance: string
  readonly reader: number
  /** Counted from 1, in the order in which they were seen; 0: one of too many. */
  number: number
  /** Number of the instance once it is known to have a queue manager of its own; else 0. */
  queue: number
  understood: number
  unknown: number
}

const mostPrograms = 4_096
const slots = 16_384

/** Finds programs by the bytes of their tag; a log has few, a hostile one invents them without end. */
export class Programs {
  readonly all: EngineProgram[] = []
  readonly #table = new Int32Array(slots)
  readonly #tags: Buffer[] = []
  #queues = 0
  readonly #instances = new Map<string, number>()

  get(bytes: Buffer, start: number, end: number): EngineProgram {
    return this.hashed(bytes, start, end, tagHash(bytes, start, end))
  }

  /** The same where the hash of the tag's bytes is known already. */
  hashed(bytes: Buffer, start: number, end: number, hash: number): EngineProgram {
    let place = mix(hash) & (slots - 1)
    for (let entry = this.#table[place] ?? 0; entry > 0; entry = this.#table[place] ?? 0) {
      const tag = this.#tags[entry - 1]
      if (tag !== undefined && sameBytes(tag, bytes, start, end)) return this.all[entry - 1] ?? unknownProgram
      place = (place + 1) & (slots - 1)
    }
    if (this.all.length >= mostPrograms) return unknownProgram
    const tag = Buffer.from(bytes.subarray(start, end))
    const program = engineProgram(tag.toString('utf8'))
    program.queue = this.#instances.get(program.instance) ?? 0
    this.#tags.push(tag)
    this.#table[place] = this.all.push(program)
    program.number = this.all.length
    return program
  }

  named(name: string): EngineProgram {
    const tag = Buffer.from(name)
    return this.get(tag, 0, tag.length)
  }

  /** Its queue manager wrote a line: queue IDs of this instance are its own from now on. */
  ownsQueue(program: EngineProgram): void {
    if (program.instance === 'postfix' || this.#instances.has(program.instance)) return
    this.#instances.set(program.instance, ++this.#queues)
    for (const one of this.all) if (one.instance === program.instance) one.queue = this.#queues
  }
}

/** Beginning and step of the hash of a tag, for those who hash while they read. */
export const firstTagHash = 0
export function tagHashStep(hash: number, byte: number): number {
  return Math.imul(hash, 31) + byte
}

function tagHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = firstTagHash
  for (let i = start; i < end; i++) hash = tagHashStep(hash, bytes[i] ?? 0)
  return hash
}

function sameBytes(tag: Buffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (tag.length !== end - start) return false
  for (let i = 0; i < tag.length; i++) if (tag[i] !== bytes[start + i]) return false
  return true
}

const deliveryAgents = [
  'smtp',
  'lmtp',
  'local',
  'virtual',
  'pipe',
  'error',
  'retry',
  'discard',
  'relay',
  'bsmtp',
]
const postfixReaders: Readonly<Record<string, number>> = {
  smtpd: reader.smtpd,
  cleanup: reader.cleanup,
  qmgr: reader.qmgr,
  oqmgr: reader.qmgr,
  nqmgr: reader.qmgr,
  pickup: reader.pickup,
  ...Object.fromEntries(deliveryAgents.map((name) => [name, reader.delivery])),
}
const otherReaders: Readonly<Record<string, number>> = {
  dovecot: reader.dovecot,
  rspamd: reader.rspamd,
  exim: reader.exim,
  exim4: reader.exim,
  smtpd: reader.opensmtpd,
  opensmtpd: reader.opensmtpd,
  sendmail: reader.sendmail,
  'sm-mta': reader.sendmail,
  'sm-msp-queue': reader.sendmail,
  'sm-acceptingconnections': reader.sendmail,
}
const mailPrograms =
  /^(sm-|timsieved|update[.]|amavis|spamd|spampd|clam|freshclam|opendkim|opendmarc|postgrey|postfwd|policyd|python-policyd|postsrsd|milter|mimedefang|MailScanner|rmilter|courier|imapd|pop3d|imaplogin|authdaemon|esmtpd|cyrus|imap|pop3|lmtpunix|lmtp|master$|deliver|sieve|vacation|mailman|saslauthd|spamass|dkim|sqlgrey|fail2ban|mtasts|sympa|dspam|p0f|unbound|named|redis|fetchmail|procmail|mailgraph|ctl_cyrusdb|tls_prune|cyr_expire|sympa)/

/** They write into the same files, and say nothing about mail. */
const systemPrograms =
  /^(?:CRON|auth$|cron|crond|anacron|sshd|sshd-session|sudo|su|systemd|dbus-daemon|dbus|rsyslogd|syslog-ng|syslogd|kernel|ntpd|chronyd|dhclient|NetworkManager|logrotate|audit|auditd|polkitd|snapd|login|apparmor|logger|newsyslog|cloud-init|multipathd|irqbalance|supervisord|start-mailserver)/

function engineProgram(name: string): EngineProgram {
  const { daemon, service, family } = programOf(name)
  const slash = name.indexOf('/')
  const instance = slash < 0 ? name : name.slice(0, slash)
  const counters = { number: 0, queue: 0, understood: 0, unknown: 0 }
  return { name, daemon, service, family, instance, reader: readerOf(name, daemon, family), ...counters }
}

function readerOf(name: string, daemon: string, family: string): number {
  const own = otherReaders[name]
  if (own !== undefined) return own
  if (family === 'postfix') return postfixReaders[daemon] ?? reader.postfix
  if (mailPrograms.test(daemon)) return daemon === 'rspamd' ? reader.rspamd : reader.filter
  if (systemPrograms.test(daemon)) return reader.system
  if (family === 'kernel' || family === 'systemd' || family === 'syslog') return reader.system
  return family === 'filter' ? reader.filter : reader.unknown
}

export const unknownProgram: EngineProgram = engineProgram('')
