import { dkimKeys } from '../../../collect/authentication/dkim.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * The DNS publishes another key than the one that signs: every signature fails at the receivers. After a
 * new key (reinstallation, container without a volume), a cut TXT record, or a panel that escaped it.
 */
export const dkimKeyMismatch = condition({
  id: 'dkim-key-mismatch',
  topic: 'delivery',
  severity: 'high',
  needs: { keys: dkimKeys },
  detect: ({ keys }) => {
    if (keys.status === 'absent') return notApplicable('nothing on this host signs mail')
    return keys.value.flatMap(
      ({ domain, recordName, keyPath, published, matches, evidence, selector, ownKey }) => {
        // Not published, and revoked, are other faults.
        if (published.status !== 'known' || published.value.every(({ revoked }) => revoked)) return []
        if (matches.status === 'unknown') return [couldNotTell(matches.because, recordName)]
        const all = [...evidence, ...published.evidence]
        if (matches.status === 'absent' || matches.value) return [fine(all, recordName)]
        const faults = published.value.flatMap(({ errors }) => errors)
        return [
          problem({
            subject: recordName,
            confidence: 'certain',
            evidence: all,
            values: {
              domain,
              selector,
              keyPath,
              ownKey: ownKey ?? '',
              why: faults.length === 0 ? 'another key' : `a damaged record (${faults.join('; ')})`,
              whyZh: faults.length === 0 ? '另一把密钥' : `损坏的记录（${faults.join('；')}）`,
            },
            marks: [
              `domain:${domain}`,
              `path:${keyPath}`,
              'reason:dkim-fail',
              'reason:unauthenticated',
              'reason:dmarc-fail',
            ],
          }),
        ]
      },
    )
  },
  explains: explainsRefusals(
    ['dkim-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    {
      condition: 'dkim-key-not-published',
      toldApartBy: { en: 'a key is published there; it is another one', zh: '那里已发布密钥，但不是同一把' },
    },
  ],
  texts: {
    en: {
      title: 'The published DKIM key {subject} is not the key that signs',
      because:
        'Mail of {domain} is signed with {keyPath}, but the DNS holds {why} at {subject}. Receivers cannot verify ' +
        'any signature of this server: mail fails DKIM, and with it DMARC where SPF does not help.',
      allClear: 'the key published at {subject} is the one that signs',
    },
    zh: {
      title: '已发布的 DKIM 密钥 {subject} 与签名密钥不一致',
      because:
        '{domain} 的邮件用 {keyPath} 签名，但 DNS 中 {subject} 是{whyZh}。收件方无法验证本服务器的任何签名：DKIM 失败，若 SPF 也帮不上忙则 DMARC 失败。',
      allClear: '{subject} 发布的密钥与签名密钥一致',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish at {subject} the public half of {keyPath}: v=DKIM1; k=rsa; p={ownKey}',
        zh: '在 {subject} 发布 {keyPath} 的公钥：v=DKIM1; k=rsa; p={ownKey}',
      },
      command: 'openssl pkey -in {keyPath} -pubout -outform DER | base64 -w0',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1'],
})
