import { isoTime } from '../../../access/clock.ts'
import { dnssecChain } from '../../../collect/dns/dnssec-chain.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/** Signers renew a week or more before; 2 days are what BIND leaves at the very least. */
const spareMilliseconds = 2 * 86_400_000

/**
 * The signatures of the zone run out within days and were not renewed: signers renew them well before.
 * When they have run out, validating resolvers no longer find the domain.
 */
export const dnsDnssecExpiring = condition({
  id: 'dns-dnssec-expiring',
  topic: 'downtime',
  severity: 'medium',
  subjects: ownDomains,
  needs: { chain: dnssecChain, time: now },
  detect: ({ chain, time }, domain) => {
    if (chain.status === 'absent' || time.status === 'absent') return notApplicable(`${domain} is not signed`)
    const { zone, signatures } = chain.value
    const ends = signatures.map(({ expiration }) => expiration)
    // One that has run out beside a fresh one does no harm; broken chains are dns-dnssec-bogus.
    const soonest = Math.min(...ends)
    if (ends.length === 0)
      return couldNotTell({
        code: 'refused',
        text: `the resolver hands on no signatures of ${zone}`,
        remedy: 'ask another resolver: --resolver',
      })
    if (soonest > time.value + spareMilliseconds || soonest < time.value) return fine(chain.evidence)
    return problem({
      confidence: 'certain',
      evidence: chain.evidence,
      values: { zone, end: isoTime(soonest) },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: { en: 'the signatures still hold', zh: '签名目前仍然有效' },
    },
  ],
  texts: {
    en: {
      title: 'DNSSEC signatures of {zone} run out at {end}',
      because:
        'The signatures over {zone} are valid until {end}, and no fresher ones are served. Signing programs renew them days before; here that seems to have stopped. From then on nobody who validates (Google, Comcast, most providers) finds the domain.',
      allClear: 'the DNSSEC signatures of {subject} are valid for days to come',
    },
    zh: {
      title: '{zone} 的 DNSSEC 签名将于 {end} 到期',
      because:
        '{zone} 的签名有效期到 {end}，且没有更新的签名。签名程序通常会提前数天续签，这里似乎已停止。到期后，进行验证的解析器（Google、Comcast 和大多数服务商）将找不到该域名。',
      allClear: '{subject} 的 DNSSEC 签名在未来数天内有效',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'See why the zone is no longer signed anew: the signer’s log, its keys, its timer; sign it by hand until that is mended',
        zh: '查看区域为何不再续签：签名程序的日志、密钥和定时任务；修好之前先手动签名',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +dnssec {subject} SOA'],
  references: ['https://www.rfc-editor.org/rfc/rfc4035#section-5.3.1'],
})
