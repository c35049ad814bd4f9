import { isoTime } from '../access/clock.ts'
import type { Break } from '../collect/dns/dnssec/judgement.ts'

/** Something is not there, which also a careless forwarder leaves out; the rest only a zone can do wrong. */
export function isOmission({ because }: Break): boolean {
  return because.code === 'not signed' || because.code === 'not denied'
}

/** Why a chain of signatures breaks, as a sentence in both languages with a blank at the end of the English one. */
export function breakWords({ about, because }: Break): readonly [en: string, zh: string] {
  switch (because.code) {
    case 'expired':
      return [
        `The signature over ${about} by key ${because.keyTag} ran out at ${isoTime(because.at)}. `,
        `密钥 ${because.keyTag} 对 ${about} 的签名已于 ${isoTime(because.at)} 过期。`,
      ]
    case 'not yet valid':
      return [
        `The signature over ${about} by key ${because.keyTag} begins only at ${isoTime(because.at)}. `,
        `密钥 ${because.keyTag} 对 ${about} 的签名从 ${isoTime(because.at)} 才开始有效。`,
      ]
    case 'wrong signature':
      return [
        `The signature over ${about} is not by key ${because.keyTag}, which it names: the records were changed after they were signed, or another key has the same number. `,
        `${about} 的签名与其所称的密钥 ${because.keyTag} 不符：记录在签名之后被改动，或另一把密钥恰有相同编号。`,
      ]
    case 'no such key':
      return [
        `${about} is signed by key ${because.keyTags.join(', ')}, which the zone above does not vouch for, or the zone does not have. `,
        `${about} 由密钥 ${because.keyTags.join(', ')} 签名，而上级区域未为其担保，或该区域没有此密钥。`,
      ]
    case 'keys do not fit':
      return [
        `The DS record above names key ${because.named.join(', ')}, and the zone has ${because.served.join(', ')} (${about}). `,
        `上级的 DS 记录指向密钥 ${because.named.join(', ')}，而区域中的密钥为 ${because.served.join(', ')}（${about}）。`,
      ]
    case 'no keys':
      return [
        `The DS record above names key ${because.keyTags.join(', ')}, and the zone has no key at all (${about}): it is no longer signed. `,
        `上级的 DS 记录指向密钥 ${because.keyTags.join(', ')}，而该区域没有任何密钥（${about}）：已不再签名。`,
      ]
    case 'algorithm not known':
      return [
        `${about} is signed by algorithm ${because.algorithm} only, which is not known here. `,
        `${about} 仅使用此处未知的算法 ${because.algorithm} 签名。`,
      ]
    case 'not signed':
      return [`${about} has no signature, in a zone that is signed. `, `该区域已签名，但 ${about} 没有签名。`]
    case 'not denied':
      return [
        `That there is no ${about} is not proven: NSEC or NSEC3 records are missing or do not cover the name. `,
        `无法证明 ${about} 不存在：缺少 NSEC 或 NSEC3 记录，或其未覆盖该名称。`,
      ]
  }
}
