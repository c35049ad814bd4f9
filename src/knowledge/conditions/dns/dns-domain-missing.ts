import { existence } from '../../../collect/dns/existence.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'

/**
 * The DNS does not know the domain at all: not registered, expired, or misspelt. RFC 8020.
 */
export const dnsDomainMissing = condition({
  id: 'dns-domain-missing',
  topic: 'downtime',
  severity: 'critical',
  subjects: ownDomains,
  needs: { exists: existence },
  optional: { own: ownDomains },
  detect: ({ exists, own }, domain) =>
    exists.status === 'known'
      ? fine(exists.evidence)
      : problem({
          confidence: 'certain',
          // A name of this machine below a domain that is there, in mydestination: nobody writes to it.
          ...(own.status === 'known' && own.value.some((one) => domain.endsWith(`.${one}`))
            ? { severity: 'low' as const }
            : {}),
          evidence: exists.evidence,
          marks: [
            `domain:${domain}`,
            `sender-domain:${domain}`,
            'reason:sender-invalid',
            'reason:domain-unknown',
          ],
        }),
  explains: [{ condition: 'dns-mx-missing' }, { condition: 'spf-missing' }, { condition: 'dmarc-missing' }],
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: {
        en: 'the resolver says that there is no such name; it does not refuse a signature',
        zh: '解析器回答名称不存在，而不是签名验证失败',
      },
    },
  ],
  texts: {
    en: {
      title: 'The domain {subject} does not exist',
      because:
        'The DNS answers that there is no such name as {subject}. No mail can reach it, and receivers refuse mail from it. Either its registration has ended, or its name servers were taken away at the registrar, or the name is misspelt.',
      allClear: '{subject} exists in the DNS',
    },
    zh: {
      title: '域名 {subject} 不存在',
      because:
        'DNS 回答没有 {subject} 这个名称。没有邮件能送达，收件方也会拒收来自它的邮件。可能是注册到期、在注册商处删除了名称服务器，或者域名拼写有误。',
      allClear: '{subject} 在 DNS 中存在',
    },
  },
  fix: [
    {
      who: 'domain owner',
      do: {
        en: 'See at the registrar whether {subject} is still registered, renew it, and set its name servers',
        zh: '在注册商处查看 {subject} 是否仍在注册期内，续费并设置名称服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig {subject} SOA'],
  references: ['https://www.rfc-editor.org/rfc/rfc8020'],
})
