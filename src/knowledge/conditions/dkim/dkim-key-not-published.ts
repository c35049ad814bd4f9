import { dkimKeys } from '../../../collect/authentication/dkim.ts'
import { isWithin } from '../../../collect/dns/domain-name.ts'
import { heloName } from '../../../collect/mail/helo-name.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/** Mail is signed here, and the DNS holds no key for it, or a revoked one: no signature can be verified. */
export const dkimKeyNotPublished = condition({
  id: 'dkim-key-not-published',
  topic: 'delivery',
  severity: 'high',
  needs: { keys: dkimKeys },
  optional: { domains: ownDomains, helo: heloName },
  detect: ({ keys, domains, helo }) => {
    if (keys.status === 'absent') return notApplicable('nothing on this host signs mail')
    // A signer's configuration may also name domains that this host has nothing to do with any more.
    const sendsAs = (domain: string) =>
      domains.status !== 'known' ||
      domains.value.some((own) => isWithin(own, domain)) ||
      (helo.status === 'known' && isWithin(helo.value, domain))
    return keys.value.map((key) => {
      const { domain, selector, keyPath, recordName, published, doubled, evidence, ownKey } = key
      if (published.status === 'unknown') return couldNotTell(published.because, recordName)
      // No mail can be of a domain that is not there: it was misspelt in the signer's configuration.
      if (!key.domainExists) return notApplicable(`${domain} does not exist`)
      const all = [...evidence, ...published.evidence]
      const revoked = published.status === 'known' && published.value.every((record) => record.revoked)
      if (published.status === 'known' && !revoked) return fine(all, recordName)
      const twice = doubled.status === 'known'
      return problem({
        subject: recordName,
        confidence: 'certain',
        severity: sendsAs(domain) ? 'high' : 'low',
        evidence: twice ? [...all, ...doubled.evidence] : all,
        values: {
          domain,
          selector,
          keyPath,
          ownKey: ownKey ?? '(see the command)',
          found: revoked
            ? 'a revoked key (p= is empty)'
            : twice
              ? `the key stands at ${recordName}.${domain}`
              : 'nothing',
          foundZh: revoked
            ? '一把已撤销的密钥（p= 为空）'
            : twice
              ? `密钥被误放在 ${recordName}.${domain}`
              : '没有任何记录',
        },
        marks: [`sender-domain:${domain}`, `path:${keyPath}`, 'reason:dkim-fail', 'reason:unauthenticated'],
      })
    })
  },
  explains: explainsRefusals(
    ['dkim-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    {
      condition: 'dkim-key-mismatch',
      toldApartBy: { en: 'no key is published there at all', zh: '那里根本没有发布密钥' },
    },
  ],
  texts: {
    en: {
      title: 'The DKIM key {subject} is not published',
      because:
        'Mail of {domain} is signed with selector {selector}, and at {subject} the DNS holds {found}. Receivers ' +
        'cannot verify the signatures: mail counts as unsigned, or as failed.',
      allClear: 'the DKIM key {subject} is published',
    },
    zh: {
      title: 'DKIM 密钥 {subject} 没有发布',
      because:
        '{domain} 的邮件使用选择器 {selector} 签名，而 DNS 中 {subject} {foundZh}。收件方无法验证签名，邮件等同未签名或验证失败。',
      allClear: 'DKIM 密钥 {subject} 已发布',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish a TXT record at {subject}: v=DKIM1; k=rsa; p={ownKey}',
        zh: '在 {subject} 发布 TXT 记录：v=DKIM1; k=rsa; p={ownKey}',
      },
      command: 'openssl pkey -in {keyPath} -pubout -outform DER | base64 -w0',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc6376#section-3.6'],
})
