import { isoTime } from '../../../access/clock.ts'
import { delegation } from '../../../collect/dns/delegation.ts'
import { dnssecValidation } from '../../../collect/dns/dnssec/validate.ts'
import { type DnssecChain, dnssecChain } from '../../../collect/dns/dnssec-chain.ts'
import { nameResolution } from '../../../collect/dns/name-resolution.ts'
import { validation } from '../../../collect/dns/validation.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'
import { breakWords, isOmission } from '../../dnssec-break-words.ts'

/**
 * The domain's DNSSEC is broken: for validating resolvers it does not exist. DS without a matching key
 * after a move, or signatures that have run out. RFC 4035 §5.
 */
export const dnsDnssecBogus = condition({
  id: 'dns-dnssec-bogus',
  topic: 'delivery',
  severity: 'critical',
  subjects: ownDomains,
  needs: { works: nameResolution, time: now },
  optional: { state: validation, verified: dnssecValidation, chain: dnssecChain, delegation },
  detect: ({ time, state, verified, chain, delegation: cut }, domain) => {
    const broken = verified.status === 'known' ? verified.value.break : undefined
    const unfit =
      chain.status === 'known' && time.status === 'known' ? breakOf(chain.value, time.value) : undefined
    const reason = broken === undefined ? unfit : breakWords(broken)
    if (state.status === 'absent') return fine(state.evidence)
    if (state.status === 'known' && state.value !== 'bogus') return fine(state.evidence)
    if (state.status === 'unknown') {
      // A resolver that does not validate tells nothing; what does not fit is seen without it. Signatures that
      // are only missing may have been lost by a forwarder on the way.
      const seenHere = unfit !== undefined || (broken !== undefined && !isOmission(broken))
      if (!seenHere) return couldNotTell(state.because)
      // The zone that this network sees is not the one that the records above are about.
      if (cut.status === 'known' && cut.value.innerView) return couldNotTell(state.because)
    }
    const evidence = [state, verified, chain].flatMap((fact) =>
      fact.status === 'known' ? fact.evidence : [],
    )
    const [why, whyZh] = reason ?? ['', '']
    return problem({ confidence: 'certain', evidence, values: { why, whyZh }, marks: [`domain:${domain}`] })
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
        'Resolvers that check signatures answer SERVFAIL for {subject}, and give the data when they are told not ' +
        'to check. {why}Mail from Gmail, Comcast and others who validate fails; from the rest it arrives, so it looks random.',
      allClear: 'DNSSEC of {subject} holds, or is not used',
    },
    zh: {
      title: '{subject} 的 DNSSEC 已损坏：验证型解析器无法找到它',
      because:
        '会验证签名的解析器对 {subject} 返回 SERVFAIL，而要求不验证时却能给出数据。{whyZh}来自 Gmail、Comcast 等验证方的邮件会失败，其他来源则正常，看上去毫无规律。',
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

/** What does not fit, in words; undefined: nothing that can be seen without validating. */
function breakOf(
  { zone, signers, keyTags, signatures }: DnssecChain,
  time: number,
): readonly [en: string, zh: string] | undefined {
  const tags = signers.map(({ keyTag }) => keyTag).join(', ')
  if (keyTags.length === 0)
    return [
      `The zone above holds a DS record for ${zone} (key ${tags}), and the zone has no key at all: it is no longer signed. `,
      `上级区域中有 ${zone} 的 DS 记录（密钥 ${tags}），而该区域没有任何密钥：已不再签名。`,
    ]
  if (signers.every(({ match }) => match === 'no such key' || match === 'another key'))
    return [
      `The DS record above names key ${tags}, and the zone ${zone} is signed with ${keyTags.join(', ')}. `,
      `上级的 DS 记录指向密钥 ${tags}，而 ${zone} 区域使用密钥 ${keyTags.join(', ')} 签名。`,
    ]
  const ends = signatures.map(({ expiration }) => expiration)
  const last = Math.max(...ends)
  if (ends.length > 0 && last < time)
    return [`Its signatures ran out at ${isoTime(last)}. `, `其签名已于 ${isoTime(last)} 过期。`]
  const begins = Math.min(...signatures.map(({ inception }) => inception))
  if (ends.length > 0 && begins > time)
    return [`Its signatures begin only at ${isoTime(begins)}. `, `其签名从 ${isoTime(begins)} 才开始有效。`]
  return undefined
}
