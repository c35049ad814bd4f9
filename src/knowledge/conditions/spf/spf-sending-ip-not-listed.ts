import { type SpfPublished, spfOfAddresses, spfPublished } from '../../../collect/authentication/spf.ts'
import { isWithin } from '../../../collect/dns/domain-name.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { dkimSigning } from '../../../collect/filters/dkim-signing.ts'
import { heloName } from '../../../collect/mail/helo-name.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'
import { insideReason, leadsInside } from '../../inner-view.ts'

/** The record authorises what the MX names: with the wrong MX it names the wrong hosts. */
const spfUsesMx = 'spf-term:mx'

/**
 * Mail leaves from an address that the domain's SPF record does not authorise: a new address, IPv6, or a
 * record made for another server. RFC 7208 §8.
 */
export const spfSendingIpNotListed = condition({
  id: 'spf-sending-ip-not-listed',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished, results: spfOfAddresses, domains: ownDomains },
  optional: { helo: heloName, signing: dkimSigning, exchangers: mailExchangers, own: ownAddresses },
  detect: ({ published, results, domains, helo, signing, exchangers, own }, domain) => {
    if (published.status === 'absent' || published.value.records.length !== 1)
      return notApplicable(`${domain} has not exactly one SPF record`)
    if (results.status === 'absent') return notApplicable('a relay host sends this host’s mail')
    // A domain that declares that it sends nothing.
    if (/^v=spf1 +-all *$/i.test(published.value.records[0] ?? '')) return fine(published.evidence)
    const temporary = results.value.find(({ evaluation }) => evaluation.result === 'temperror')
    if (temporary?.evaluation.error !== undefined)
      return couldNotTell({ code: 'servfail', text: temporary.evaluation.error.text })
    const failing = results.value.filter(({ evaluation }) =>
      ['fail', 'softfail', 'neutral'].includes(evaluation.result),
    )
    const [first] = failing
    if (first === undefined) return fine(published.evidence)
    const hosts = exchangers.status === 'known' ? exchangers.value.exchangers : []
    const inside = hosts.find(({ addresses }) => leadsInside(addresses, own))
    if (inside !== undefined) return couldNotTell(insideReason(inside.host))
    const worst = failing.find(({ evaluation }) => evaluation.result === 'fail') ?? first
    // Users of a domain may send through another provider; then its record rightly leaves us out.
    const sendsHere =
      (domains.status === 'known' && domains.value.length === 1) ||
      (helo.status === 'known' && isWithin(helo.value, domain)) ||
      (signing.status === 'known' && signing.value.some((one) => one.domain === domain))
    const severities = { fail: 'high', softfail: 'medium' } as const
    const { result } = worst.evaluation
    return problem({
      confidence: sendsHere ? 'certain' : 'possible',
      severity: !sendsHere ? 'low' : result === 'fail' || result === 'softfail' ? severities[result] : 'low',
      evidence: published.evidence,
      values: {
        addresses: failing.map(({ address }) => address).join(', '),
        result,
        term: worst.evaluation.matched?.term ?? 'no term',
        mechanisms: failing
          .map(({ address }) => `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`)
          .join(' '),
      },
      marks: [
        `sender-domain:${domain}`,
        'reason:spf-fail',
        'reason:unauthenticated',
        ...failing.map(({ address }) => `address:${address}`),
        ...(usesMx(published.value, domain) ? [spfUsesMx] : []),
      ],
    })
  },
  explains: explainsRefusals(
    ['spf-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    {
      condition: 'spf-multiple-records',
      toldApartBy: { en: 'there is one record, and it can be evaluated', zh: '只有一条记录，而且可以计算' },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} does not allow {addresses}',
      because:
        'Mail of {subject} leaves this server from {addresses}, and its SPF record says "{result}" to that ' +
        '({term}). Receivers refuse such mail or sort it as spam, unless DKIM rescues it.',
      allClear: 'the SPF record of {subject} allows the addresses that mail leaves from',
    },
    zh: {
      title: '{subject} 的 SPF 记录不允许 {addresses}',
      because:
        '{subject} 的邮件从 {addresses} 发出，而其 SPF 记录给出“{result}”（{term}）。除非 DKIM 通过，收件方会拒收或判为垃圾邮件。',
      allClear: '{subject} 的 SPF 记录允许本机的发信地址',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Add to the SPF record of {subject}, before its "all": {mechanisms}',
        zh: '在 {subject} 的 SPF 记录的 all 之前加入：{mechanisms}',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208'],
})

function usesMx({ tree }: SpfPublished, domain: string): boolean {
  const own = tree?.records.find((one) => one.domain === domain)
  return own?.record.directives.some(({ mechanism }) => mechanism.kind === 'mx') === true
}
