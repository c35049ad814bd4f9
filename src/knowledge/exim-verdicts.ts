import type { EximConfiguration } from '../collect/exim/configuration.ts'
import { strangersInHostList } from '../collect/exim/relay-hosts.ts'
import { findMessages } from '../collect/logs/find-messages.ts'
import type { MailLog } from '../logs/mail-log.ts'
import { fine, notApplicable, problem } from './condition.ts'
import { isOver } from './logged-trouble.ts'
import type { Verdict } from './verdict.ts'

/** `50M`, `10240`, `1G`; 0 is no limit. Undefined: an expansion. */
function sizeOf(value: string): number | undefined {
  const match = /^(\d{1,12})([KMG]?)$/i.exec(value.trim())
  if (match?.[1] === undefined) return undefined
  return Number(match[1]) * 1024 ** ['', 'K', 'M', 'G'].indexOf((match[2] ?? '').toUpperCase())
}

/** Exim's `message_size_limit` in bytes; undefined: none, or not told literally. */
export function eximSizeLimit(exim: EximConfiguration): number | undefined {
  const limit = sizeOf(exim.value('message_size_limit') ?? '')
  return limit === 0 ? undefined : limit
}

/** Whether `relay_from_hosts` lets anybody relay without a log-in. */
export function eximOpenRelay(exim: EximConfiguration, log: MailLog | undefined): Verdict {
  const list = exim.list('relay_from_hosts')
  if (list === undefined) return notApplicable('Exim’s configuration has no list relay_from_hosts')
  const strangers = strangersInHostList(list)
  const evidence = exim.evidence('relay_from_hosts')
  if (strangers.length === 0) return fine(evidence, 'relay_from_hosts')
  return problem({
    subject: 'relay_from_hosts',
    confidence: 'certain',
    evidence,
    values: {
      ports: exim.value('daemon_smtp_ports') ?? '25',
      stranger: strangers[0] ?? '',
      sentOut: log?.traffic.sentOut ?? 0,
      close:
        'In relay_from_hosts (Debian: dc_relay_nets in /etc/exim4/update-exim4.conf.conf) list this machine and single trusted addresses only; then: update-exim4.conf && systemctl reload exim4',
      closeZh:
        '在 relay_from_hosts（Debian：/etc/exim4/update-exim4.conf.conf 中的 dc_relay_nets）中只列出本机和可信的单个地址；然后执行：update-exim4.conf && systemctl reload exim4',
      queue: 'exim -bp | head -50',
      look: 'exim -bP +relay_from_hosts',
    },
    marks: ['reason:ip-blocklisted', 'reason:poor-reputation', 'parameter:relay_from_hosts'],
  })
}

/** Log-ins that Exim could not check, because it could not open Dovecot's socket; by path. */
export function eximSocketFailures(log: MailLog, error: 'Permission denied' | 'No such file or directory') {
  const found = log.logins.serverFailures.flatMap((group) => {
    const match = /unable to connect to UNIX socket \((\/[^)\s]{1,200})\): ([A-Za-z ]{1,60})/.exec(
      group.reason,
    )
    return match?.[1] !== undefined && match[2]?.startsWith(error) === true ? [{ path: match[1], group }] : []
  })
  return [...Map.groupBy(found, ({ path }) => path)].map(([path, same]) => ({
    path,
    evidence: same.slice(0, 3).map(({ group }) => group.lastExample),
    since: Math.min(...same.map(({ group }) => group.firstAt)),
    until: Math.max(...same.map(({ group }) => group.lastAt)),
  }))
}

/** Smarthosts that refuse Exim's log-in, and still do. `plain authenticator failed H=smtp.example.net [192.0.2.1] 535 …` */
export function eximRefusedLogins(log: MailLog, now: number) {
  const found = findMessages(log, { contains: ' authenticator failed H=' }).flatMap((group) => {
    const match = /authenticator failed H=([^\s[]{1,253}) \[[^\]]{1,45}\](?::\d{1,5})? (.{1,300})/s.exec(
      group.text,
    )
    return match?.[1] === undefined || isOver(log, now, group.lastAt)
      ? []
      : [{ host: match[1], reply: match[2] ?? '', group }]
  })
  return [...Map.groupBy(found, ({ host }) => host)].map(([host, same]) => ({
    host,
    reply: same[0]?.reply ?? '',
    count: same.reduce((sum, { group }) => sum + group.count, 0),
    since: Math.min(...same.map(({ group }) => group.firstAt)),
    evidence: same.slice(0, 3).map(({ group }) => group.lastExample),
  }))
}
