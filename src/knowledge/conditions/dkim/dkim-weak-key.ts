import { dkimKeys } from '../../../collect/authentication/dkim.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** RFC 8301 §3.2: verifiers must not accept less than 1024 bits; signers should use 2048. */
const accepted = 1024
const advised = 2048

/** An RSA key that receivers ignore (below 1024 bits), or that is below today's advice. */
export const dkimWeakKey = condition({
  id: 'dkim-weak-key',
  topic: 'security',
  severity: 'medium',
  needs: { keys: dkimKeys },
  detect: ({ keys }) => {
    if (keys.status === 'absent') return notApplicable('nothing on this host signs mail')
    return keys.value.flatMap(({ recordName, published, keyBits, evidence, domain, selector }) => {
      const records = published.status === 'known' ? published.value : []
      const rsa = records.filter(({ keyType }) => keyType === 'rsa')
      const sizes = rsa.flatMap(({ bits }) => bits ?? [])
      // The private key's size counts only where no record says that it is another kind of key.
      if (records.length === 0 && keyBits !== undefined && keyBits >= accepted) sizes.push(keyBits)
      if (sizes.length === 0) return []
      const bits = Math.min(...sizes)
      const all = [...evidence, ...(published.status === 'known' ? published.evidence : [])]
      if (bits >= advised) return [fine(all, recordName)]
      return [
        problem({
          subject: recordName,
          confidence: 'certain',
          severity: bits < accepted ? 'medium' : 'low',
          evidence: all,
          values: {
            bits,
            domain,
            selector,
            effect:
              bits < accepted
                ? 'Receivers ignore signatures with it'
                : 'It still verifies, and is below today’s advice',
            effectZh: bits < accepted ? '收件方会忽略用它做的签名' : '目前仍能通过验证，但低于当前建议',
          },
          marks: [`sender-domain:${domain}`],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'dkim-key-mismatch',
      toldApartBy: {
        en: 'the published key is the one that signs; it is short',
        zh: '发布的密钥就是签名密钥，只是太短',
      },
    },
  ],
  texts: {
    en: {
      title: 'The DKIM key {subject} has only {bits} bits',
      because: 'The RSA key of selector {selector} for {domain} has {bits} bits; 2048 are advised. {effect}.',
      allClear: 'the DKIM key {subject} is long enough',
    },
    zh: {
      title: 'DKIM 密钥 {subject} 只有 {bits} 位',
      because: '{domain} 的选择器 {selector} 使用 {bits} 位 RSA 密钥，建议 2048 位。{effectZh}。',
      allClear: 'DKIM 密钥 {subject} 长度足够',
    },
  },
  fix: [
    {
      do: {
        en: 'Make a key of 2048 bits under a new selector, publish it, then sign with it; keep the old record some days',
        zh: '用新的选择器生成 2048 位密钥，先发布再用于签名；旧记录保留几天',
      },
      command: 'rspamadm dkim_keygen -b 2048 -s new -d {domain} -k /var/lib/rspamd/dkim/{domain}.new.key',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc8301#section-3.2'],
})
