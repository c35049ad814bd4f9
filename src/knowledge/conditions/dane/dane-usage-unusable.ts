import { exchangerTlsa } from '../../../collect/authentication/exchanger-tlsa.ts'
import { parseTlsaRecord } from '../../../collect/authentication/tlsa-record.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * TLSA records that no mail sender uses: PKIX-TA and PKIX-EE (0, 1), or an unknown type. RFC 7672 §3.1.3.
 */
export const daneUsageUnusable = condition({
  id: 'dane-usage-unusable',
  topic: 'configuration',
  severity: 'low',
  needs: { hosts: exchangerTlsa },
  detect: ({ hosts }) => {
    if (hosts.status === 'absent') return notApplicable('there is no MX host')
    return hosts.value.flatMap(({ host, published }) => {
      if (published.status !== 'known') return []
      const subject = `_25._tcp.${host}`
      const usable = published.value.filter(isUsable)
      if (usable.length > 0) return [fine(published.evidence, subject)]
      return [
        problem({
          subject,
          confidence: 'certain',
          evidence: published.evidence,
          values: { host, records: published.value.join(' | ') },
          marks: [],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'dane-tlsa-mismatch',
      toldApartBy: { en: 'they are not compared at all', zh: '这些记录根本不参与比对' },
    },
  ],
  texts: {
    en: {
      title: 'No sender uses the TLSA records {subject}',
      because:
        'The records are {records}. For mail only the usages 2 (DANE-TA) and 3 (DANE-EE) count; senders encrypt to {host} and verify nothing.',
      allClear: 'the TLSA records {subject} can be used',
    },
    zh: {
      title: '没有发件方会使用 TLSA 记录 {subject}',
      because:
        '记录为 {records}。对邮件只有用法 2（DANE-TA）和 3（DANE-EE）有效；发件方向 {host} 加密但不做任何验证。',
      allClear: 'TLSA 记录 {subject} 可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish 3 1 1 with the SHA-256 of the public key of the certificate',
        zh: '发布 3 1 1，内容为证书公钥的 SHA-256',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TLSA'],
  references: ['https://www.rfc-editor.org/rfc/rfc7672#section-3.1.3'],
})

function isUsable(text: string): boolean {
  const record = parseTlsaRecord(text)
  if (record === undefined || record.selector > 1 || record.matchingType > 2) return false
  return record.usage === 2 || record.usage === 3
}
