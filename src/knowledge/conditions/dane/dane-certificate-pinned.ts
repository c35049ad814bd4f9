import { exchangerTlsa } from '../../../collect/authentication/exchanger-tlsa.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Half a year: what is issued for longer is renewed by hand. */
const longestAutomatic = 200 * 86_400_000

/**
 * TLSA pins a whole certificate that a public authority renews every few weeks ("3 0 1"): each renewal breaks mail,
 * unless the record is changed before. RFC 7671 §5.1.
 */
export const daneCertificatePinned = condition({
  id: 'dane-certificate-pinned',
  topic: 'delivery',
  severity: 'low',
  needs: { hosts: exchangerTlsa },
  optional: { dialogues: exchangerDialogues },
  detect: ({ hosts, dialogues }) => {
    if (hosts.status === 'absent') return notApplicable('there is no MX host')
    const held = dialogues.status === 'known' ? dialogues.value : []
    return hosts.value.flatMap(({ host, published }) => {
      if (published.status !== 'known') return []
      const subject = `_25._tcp.${host}`
      const pinning = published.value.filter((text) => /^3 0 /.test(text))
      const seen = held.find((one) => one.host === host && one.dialogue.status === 'known')
      const leaf = seen?.dialogue.status === 'known' ? seen.dialogue.value.tls?.chain[0] : undefined
      const renewed = leaf?.issuerUrl !== undefined && leaf.notAfter - leaf.notBefore <= longestAutomatic
      if (pinning.length === 0 || pinning.length < published.value.length || !renewed)
        return [fine(published.evidence, subject)]
      return [
        problem({
          subject,
          confidence: 'likely',
          evidence: published.evidence,
          values: { host, records: pinning.join(', ') },
          marks: [],
        }),
      ]
    })
  },
  mistakenFor: [
    { condition: 'dane-tlsa-mismatch', toldApartBy: { en: 'it fits today', zh: '目前仍然相符' } },
  ],
  texts: {
    en: {
      title: 'The TLSA record {subject} breaks at the next renewal of the certificate',
      because:
        '{subject} says {records}: the hash of the whole certificate, which its authority replaces every few weeks. From the moment of the renewal, senders with DANE refuse to deliver to {host}.',
      allClear: 'the TLSA records {subject} survive a renewal',
    },
    zh: {
      title: 'TLSA 记录 {subject} 会在下次证书续期时失效',
      because:
        '{subject} 为 {records}：是整张证书的哈希，而颁发机构每隔几周就更换证书。一旦续期，检查 DANE 的发件方会拒绝向 {host} 投递。',
      allClear: 'TLSA 记录 {subject} 不受续期影响',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Pin the key instead: 3 1 1 with the SHA-256 of the public key',
        zh: '改为固定密钥：3 1 1，内容为公钥的 SHA-256',
      },
      risk: 'none',
    },
    {
      do: { en: 'And keep the key at renewals', zh: '并在续期时沿用同一密钥' },
      command: 'certbot renew --reuse-key',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TLSA'],
  references: ['https://www.rfc-editor.org/rfc/rfc7671#section-5.1'],
})
