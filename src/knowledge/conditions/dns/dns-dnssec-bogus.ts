import { validation } from '../../../collect/dns/validation.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'

/**
 * The domain's DNSSEC is broken: for validating resolvers it does not exist. DS without a matching key
 * after a move, or signatures that have run out. RFC 4035 §5.
 */
export const dnsDnssecBogus = condition({
  id: 'dns-dnssec-bogus',
  topic: 'delivery',
  severity: 'critical',
  subjects: ownDomains,
  needs: { state: validation },
  detect: ({ state }, domain) => {
    if (state.status === 'absent' || state.value !== 'bogus') return fine(state.evidence)
    return problem({ confidence: 'certain', evidence: state.evidence, marks: [`domain:${domain}`] })
  },
  mistakenFor: [
    {
      condition: 'dns-lame-delegation',
      toldApartBy: {
        en: 'without validation the data is there (dig +cd)',
        zh: '不做验证时能得到数据（dig +cd）',
      },
    },
  ],
  texts: {
    en: {
      title: 'DNSSEC of {subject} is broken: validating resolvers cannot find it',
      because:
        'A resolver that checks signatures answers SERVFAIL for {subject}, and gives the data when it is told not ' +
        'to check. Mail from Gmail, Comcast and others who validate fails; from the rest it arrives, so it looks random.',
      allClear: 'DNSSEC of {subject} holds, or is not used',
    },
    zh: {
      title: '{subject} 的 DNSSEC 已损坏：验证型解析器无法找到它',
      because:
        '会验证签名的解析器对 {subject} 返回 SERVFAIL，而要求不验证时却能给出数据。来自 Gmail、Comcast 等验证方的邮件会失败，其他来源则正常，看上去毫无规律。',
      allClear: '{subject} 的 DNSSEC 有效，或未使用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Sign the zone of {subject} again, or remove the DS record at the registrar and wait for its TTL',
        zh: '重新签名 {subject} 的区域，或在注册商处删除 DS 记录并等待其 TTL 到期',
      },
      risk: 'none',
    },
  ],
  verify: ['dig {subject} MX', 'dig +cd {subject} MX', 'delv {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc4035', 'https://dnsviz.net'],
})
