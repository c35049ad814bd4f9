import { ownDomains } from '../../../collect/mail/own-domains.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import type { Condition } from '../../condition.ts'
import { loggedCondition } from '../../logged-condition.ts'

const unsigned = loggedCondition({
  id: 'dkim-not-signing',
  topic: 'delivery',
  severity: 'high',
  query: {
    contains: [
      'no signing table match for',
      'cannot load dkim key',
      'cannot read key',
      'attempted to send as',
    ],
    minimum: 3,
  },
  accepts: ({ program, text }) => program.includes('dkim') || text.includes('dkim'),
  subject: ({ text, program }) =>
    /(?:match for|send as|for domain) '?(?:[^\s'@]{1,64}@)?([A-Za-z0-9.-]{3,253})/.exec(text)?.[1] ?? program,
  confidence: 'likely',
  marks: ({ subject }) => [`domain:${subject}`, 'reason:dkim-fail', 'reason:unauthenticated'],
  explains: [{ condition: 'deliveries-rejected' }, { condition: 'deliveries-deferred' }],
  mistakenFor: [
    {
      condition: 'filter-rspamd-crashing',
      toldApartBy: {
        en: 'all mail of the domain leaves unsigned, not that of some seconds',
        zh: '该域的所有邮件都没有签名，而不只是个别时刻的',
      },
    },
  ],
  texts: {
    en: {
      title: 'Mail of {subject} leaves without a DKIM signature',
      because:
        'The signer passed mail of {subject} without signing it ({count} times): it does not know the domain, does not take the sending host for internal, or cannot read the key. Large providers refuse or junk unsigned mail.',
      allClear: 'outgoing mail is signed',
    },
    zh: {
      title: '{subject} 的邮件没有 DKIM 签名',
      because:
        '签名程序放行了 {subject} 的邮件而没有签名（{count} 次）：它不认识该域、不认为发送主机属于内部，或无法读取密钥。大型服务商会拒收或归入垃圾邮件。',
      allClear: '外发邮件已签名',
    },
  },
  fix: [
    {
      do: {
        en: 'OpenDKIM: SigningTable refile: with *@DOMAIN, InternalHosts with your clients’ networks. Rspamd: sign_authenticated, sign_local, and a key that _rspamd may read',
        zh: 'OpenDKIM：SigningTable 使用 refile: 并写 *@域名，InternalHosts 写入内部网络。Rspamd：sign_authenticated、sign_local，以及 _rspamd 可读的密钥',
      },
      command: 'systemctl restart opendkim rspamd',
      risk: 'restart',
    },
    {
      do: {
        en: 'Mail by sendmail and cron is signed only with non_smtpd_milters',
        zh: '通过 sendmail 和 cron 发出的邮件需要 non_smtpd_milters 才会签名',
      },
      command: 'postconf -e "non_smtpd_milters = \\$smtpd_milters" && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf smtpd_milters non_smtpd_milters'],
  references: [
    'http://www.opendkim.org/opendkim.conf.5.html',
    'https://rspamd.com/doc/modules/dkim_signing.html',
  ],
})

/**
 * The signer does not take the mail for its own, or cannot read the key: outgoing mail leaves unsigned.
 */
export const dkimNotSigning: Condition = {
  ...unsigned,
  optional: { own: ownDomains },
  detect: (facts, subject) => {
    const { log, own } = facts
    if (log?.status !== 'known' || own?.status !== 'known') return unsigned.detect(facts, subject)
    // Both are what the definitions above say that they are.
    const value = withoutForeignKeys(log.value as MailLog, own.value as readonly string[])
    return unsigned.detect({ ...facts, log: { ...log, value } }, subject)
  },
}

/** `/var/lib/rspamd/dkim/example.org.dkim.key`: where Rspamd looks for a key of any domain that passes. */
const triedKey = /\/(?<domain>(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63})\.[A-Za-z0-9_-]{1,63}\.key\b/

/** Mail with a sender of somebody else, forwarded or from cron, has no key here and needs none. */
function withoutForeignKeys(log: MailLog, own: readonly string[]): MailLog {
  const isForeign = (text: string) => {
    const domain = triedKey.exec(text)?.groups?.['domain']?.toLowerCase()
    return (
      domain !== undefined &&
      text.includes('No such file') &&
      !own.some((one) => domain === one || domain.endsWith(`.${one}`))
    )
  }
  return { ...log, messages: log.messages.filter(({ text }) => !isForeign(text)) }
}
