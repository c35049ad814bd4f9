import type { TimelineKind } from '../mail-log.ts'
import { between } from '../text.ts'
import type { Entry } from './entry.ts'
import type { Messages } from './messages.ts'
import type { Timeline } from './timeline.ts'

/** Units whose start and stop may change how mail runs. */
const units = [
  'postfix',
  'dovecot',
  'rspamd',
  'exim',
  'opensmtpd',
  'smtpd',
  'redis',
  'clamav',
  'spamd',
  'spamassassin',
  'spamass',
  'amavis',
  'opendkim',
  'opendmarc',
  'postgrey',
  'policyd',
  'postsrsd',
  'unbound',
  'named',
  'bind9',
  'knot',
  'systemd-resolved',
  'resolvconf',
  'mysql',
  'mariadb',
  'postgresql',
  'slapd',
  'nftables',
  'iptables',
  'ufw',
  'fail2ban',
  'certbot',
  'acme',
  'chrony',
  'systemd-timesyncd',
  'ntp',
  'networking',
  'NetworkManager',
  'systemd-networkd',
  'rsyslog',
  'valkey',
  'stunnel',
  'mailman',
  'sogo',
] // prettier-ignore

const unitEvents: readonly (readonly [string, TimelineKind])[] = [
  ['Failed to start ', 'failed'],
  ['Failed with result', 'failed'],
  ['Start request repeated too quickly', 'failed'],
  ['Main process exited', 'failed'],
  ['Started ', 'started'],
  ['Stopped ', 'stopped'],
  ['Deactivated successfully', 'stopped'],
  ['Reloaded ', 'reloaded'],
]

const kernelEvents: readonly (readonly [string, TimelineKind])[] = [
  ['Out of memory: Killed process', 'out-of-memory-kill'],
  ['Memory cgroup out of memory: Killed process', 'out-of-memory-kill'],
  ['Remounting filesystem read-only', 'filesystem-read-only'],
  ['remounting read-only', 'filesystem-read-only'],
  ['I/O error', 'disk-error'],
  ['EXT4-fs error', 'disk-error'],
  ['XFS: Internal error', 'disk-error'],
  ['No space left on device', 'filesystem-full'],
  ['segfault at', 'segfault'],
]

/** Reads the lines of kernel and systemd that concern mail; all others count for nothing. */
export class SystemLines {
  readonly #messages: Messages
  readonly #timeline: Timeline

  constructor(messages: Messages, timeline: Timeline) {
    this.#messages = messages
    this.#timeline = timeline
  }

  kernel(entry: Entry, text: string): void {
    // Not an event of the machine; what was denied to whom is in the message.
    if (text.includes('apparmor="DENIED"')) this.#messages.add(entry, 'kernel', 'warning', text)
    const found = kernelEvents.find(([words]) => text.includes(words))
    if (found === undefined) return
    this.#timeline.add(entry, found[1], kernelSubject(text))
    this.#messages.add(entry, 'kernel', 'error', text)
  }

  systemd(entry: Entry, text: string): void {
    const found = unitEvents.find(([words]) => text.includes(words))
    if (found === undefined || !units.some((unit) => text.includes(unit))) return
    this.#timeline.add(entry, found[1], unitOf(text))
    if (found[1] === 'failed') this.#messages.add(entry, 'systemd', 'error', text)
  }
}

/** `postfix@-.service: Failed with result …`; `Started postfix@-.service - Postfix …`. */
function unitOf(text: string): string {
  const word = text.split(' ', 6).find((part) => /\.(service|socket|timer)[:.]?$/.test(part))
  return (word ?? text.slice(0, 80)).replace(/[:.]$/, '')
}

/** `Out of memory: Killed process 812 (clamd)`; `rspamd[812]: segfault at …`; `I/O error, dev sda, …`. */
function kernelSubject(text: string): string {
  return between(text, '(', ')') ?? between(text, 'dev ', ',') ?? text.split(/[\s[:]/, 1)[0] ?? 'kernel'
}
