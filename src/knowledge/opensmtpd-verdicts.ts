import { findMessages } from '../collect/logs/find-messages.ts'
import type { MailLog } from '../logs/mail-log.ts'
import { isOver } from './logged-trouble.ts'

/**
 * Servers that refuse OpenSMTPD's log-in, and still do: `mta error on smtp.example.net[192.0.2.1]:587: AUTH
 * rejected: 535 …`. `smarthost`: its name as configured, which the log may not tell.
 */
export function opensmtpdRefusedLogins(log: MailLog, now: number, smarthost: string | undefined) {
  const found = findMessages(log, { contains: 'AUTH rejected: ' }).flatMap((group) => {
    const match = /^mta error on ([^\s[]{0,253})\[[^\]]{1,45}\]:\d{1,5}: AUTH rejected: (.{1,300})/s.exec(
      group.text,
    )
    if (match === null || isOver(log, now, group.lastAt, 'opensmtpd')) return []
    return [{ host: smarthost ?? match[1] ?? '', reply: match[2] ?? '', group }]
  })
  return [...Map.groupBy(found, ({ host }) => host)].map(([host, same]) => ({
    host,
    reply: same[0]?.reply ?? '',
    count: same.reduce((sum, { group }) => sum + group.count, 0),
    since: Math.min(...same.map(({ group }) => group.firstAt)),
    evidence: same.slice(0, 3).map(({ group }) => group.lastExample),
  }))
}
