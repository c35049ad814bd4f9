import { exchangerTlsa } from '../../../collect/authentication/exchanger-tlsa.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * TLSA records in a zone that is not signed: no sender uses them. RFC 7672 §2.2.
 */
export const daneNotSigned = condition({
  id: 'dane-not-signed',
  topic: 'configuration',
  severity: 'low',
  needs: { hosts: exchangerTlsa },
  detect: ({ hosts }) => {
    if (hosts.status === 'absent') return notApplicable('there is no MX host')
    return hosts.value.flatMap(({ host, published, signed }) => {
      if (published.status !== 'known') return []
      const subject = `_25._tcp.${host}`
      if (signed.status === 'unknown') return [couldNotTell(signed.because, subject)]
      if (signed.status === 'known' && signed.value) return [fine(published.evidence, subject)]
      return [
        problem({
          subject,
          confidence: 'certain',
          evidence: published.evidence,
          values: { host },
          marks: [],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'dane-tlsa-mismatch',
      toldApartBy: { en: 'it is the zone that lacks signatures', zh: '问题在于区域没有签名' },
    },
  ],
  texts: {
    en: {
      title: 'The TLSA record {subject} counts for nothing: its zone is not signed',
      because:
        '{host} has TLSA records, and its zone has no DNSSEC. Senders take such records for forged at best and ignore them: there is no protection, only the trouble of keeping them.',
      allClear: 'the TLSA records of {subject} are signed',
    },
    zh: {
      title: 'TLSA 记录 {subject} 无效：其区域未签名',
      because:
        '{host} 有 TLSA 记录，但其区域没有 DNSSEC。发件方会忽略这样的记录：没有任何保护，只剩维护的麻烦。',
      allClear: '{subject} 的 TLSA 记录已签名',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Sign the zone of {host} with DNSSEC and have the DS record published, or delete the TLSA records',
        zh: '为 {host} 的区域启用 DNSSEC 并发布 DS 记录，或删除 TLSA 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TLSA', 'dig +short {host} DS'],
  references: ['https://www.rfc-editor.org/rfc/rfc7672#section-2.2'],
})
