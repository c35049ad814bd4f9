import { dkimKeys } from '../../../collect/authentication/dkim.ts'
import { spfPublished } from '../../../collect/authentication/spf.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * A mail domain has no SPF record: large receivers demand SPF or DKIM, and anyone may send in its name.
 * Less grave where this host signs its mail with DKIM.
 */
export const spfMissing = condition({
  id: 'spf-missing',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished, exchangers: mailExchangers },
  optional: { keys: dkimKeys },
  detect: ({ published, exchangers, keys }, domain) => {
    if (published.status === 'known') return fine(published.evidence)
    // A host name without an MX, or a domain for internal use, sends no mail of its own.
    if (exchangers.status === 'absent' || exchangers.value.source !== 'mx' || exchangers.value.nullMx)
      return notApplicable(`${domain} has no MX`)
    const signed =
      keys.status === 'known' &&
      keys.value.some((key) => key.domain === domain && key.matches.status === 'known' && key.matches.value)
    return problem({
      confidence: 'certain',
      severity: signed ? 'medium' : 'high',
      evidence: published.evidence,
      marks: [`sender-domain:${domain}`, 'reason:spf-fail', 'reason:unauthenticated'],
    })
  },
  explains: explainsRefusals(
    ['spf-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    { condition: 'spf-multiple-records', toldApartBy: { en: 'there is none at all', zh: '根本没有记录' } },
  ],
  texts: {
    en: {
      title: '{subject} has no SPF record',
      because:
        'The DNS does not say which servers may send mail of {subject}. Gmail, Yahoo and Microsoft demand SPF or ' +
        'DKIM from every sender, and without it anyone can send in the name of the domain.',
      allClear: '{subject} has an SPF record',
    },
    zh: {
      title: '{subject} 没有 SPF 记录',
      because:
        'DNS 没有说明哪些服务器可以发送 {subject} 的邮件。Gmail、Yahoo 和 Microsoft 要求所有发件方使用 SPF 或 DKIM；没有它，任何人都能冒用该域名。',
      allClear: '{subject} 有 SPF 记录',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish a TXT record at {subject}: "v=spf1 mx -all", with ip4:, ip6: or include: for every other server that sends its mail',
        zh: '在 {subject} 发布 TXT 记录：“v=spf1 mx -all”，并用 ip4:、ip6: 或 include: 加入其他发信服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208', 'https://support.google.com/mail/answer/81126'],
})
