import { eximClientCredentials, fitsKey } from '../../../collect/exim/client-credentials.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { smarthost } from '../../../collect/mail/smarthost.ts'
import { now } from '../../../collect/system/now.ts'
import { classifyReply } from '../../../explain/reply-reason.ts'
import type { DeliveryGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/** What a smarthost says to somebody who did not log in. */
const strangerReasons = new Set([
  'auth-required',
  'relay-denied',
  'policy',
  'access-denied',
  'ip-not-allowed',
])

/**
 * The smarthost wants a log-in, and passwd.client has none under the name that Exim looks for, which is the
 * name that the smarthost's address leads to, not the alias that was configured.
 */
export const eximSmarthostPasswdClientKey = condition({
  id: 'exim-smarthost-passwd-client-key',
  topic: 'delivery',
  severity: 'critical',
  needs: { smarthost, credentials: eximClientCredentials, log: mailLog, now },
  detect: ({ smarthost, credentials, log, now }) => {
    if (smarthost.status === 'absent' || smarthost.value.program !== 'Exim')
      return notApplicable('Exim sends through no smarthost')
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const { host, text } = smarthost.value
    const [trouble] = troubledDeliveries(
      log.value,
      now.value,
      (one) => one.relay.host !== undefined && isStranger(one),
      () => ['all'],
    )
    const relay = trouble?.groups[0]?.relay.host?.toLowerCase() ?? host
    const keys = credentials.status === 'known' ? credentials.value.keys : []
    const path = '/etc/exim4/passwd.client'
    if (trouble === undefined || keys.some((key) => fitsKey(key, relay)))
      return fine(smarthost.evidence, path)
    return problem({
      subject: path,
      confidence: 'certain',
      evidence: [...trouble.evidence, ...smarthost.evidence],
      values: { host: relay, smarthost: text, keys: keys.join(', ') || '-', count: trouble.count },
      marks: [`host:${relay}`, 'reason:auth-required', 'reason:relay-denied', 'program:exim'],
      since: trouble.since,
      impact: trouble.impact,
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'deliveries-rejected' },
    {
      condition: 'deliveries-rejected',
      when: ({ marks }, { subject }) => marks.includes(`host:${subject.split('[')[0]}`),
    },
  ],
  mistakenFor: [
    {
      condition: 'relay-smarthost-bad-credentials',
      toldApartBy: {
        en: 'no log-in was tried, so no password was refused',
        zh: '并未尝试登录，因此不是密码被拒',
      },
    },
  ],
  texts: {
    en: {
      title: 'Exim has no log-in for the smarthost {host}',
      because:
        'The smarthost {smarthost} refused {count} messages, as from a stranger: Exim looks for the password under ' +
        '{host}, the name that the address leads to, and {subject} has only: {keys}.',
      allClear: 'Exim finds its log-in for the smarthost',
    },
    zh: {
      title: 'Exim 没有中继主机 {host} 的登录信息',
      because:
        '中继主机 {smarthost} 像对待陌生人一样拒绝了 {count} 封邮件：Exim 以地址所对应的名称 {host} 查找密码，而 {subject} 中只有：{keys}。',
      allClear: 'Exim 能找到中继主机的登录信息',
    },
  },
  fix: [
    {
      do: {
        en: 'Add a line {host}:user:password (or *:user:password); Exim’s group must be able to read the file',
        zh: '加入一行 {host}:用户名:密码（或 *:用户名:密码）；Exim 的组必须能读取该文件',
      },
      command:
        '${EDITOR:-vi} {subject} && chown root:Debian-exim {subject} && chmod 640 {subject} && exim -qff',
      risk: 'none',
    },
  ],
  verify: ['exim -bpc', 'tail -3 /var/log/exim4/mainlog'],
  references: ['https://wiki.debian.org/Exim'],
})

function isStranger({ reply }: DeliveryGroup): boolean {
  return strangerReasons.has(classifyReply(reply).reason) || /authentication|access denied/i.test(reply)
}
