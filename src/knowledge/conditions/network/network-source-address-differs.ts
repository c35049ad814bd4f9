import { heloAddresses } from '../../../collect/dns/helo-addresses.ts'
import { isPublicAddress, sameAddress } from '../../../collect/dns/ip-address.ts'
import type { ReverseName } from '../../../collect/dns/reverse-names.ts'
import { visibleReverseNames } from '../../../collect/dns/visible-reverse-names.ts'
import type { Fact } from '../../../collect/fact.ts'
import { interfaceAddresses } from '../../../collect/network/addresses.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * This host has an address that the DNS knows as its mail name's, and mail leaves from another one of it,
 * which has no name of that kind: routing or IPv6 privacy picked it. With SPF and reverse name of its
 * own it is meant so.
 */
export const networkSourceAddressDiffers = condition({
  id: 'network-source-address-differs',
  topic: 'delivery',
  severity: 'high',
  needs: { visible: visibleReverseNames, helo: heloAddresses, interfaces: interfaceAddresses },
  detect: ({ visible, helo, interfaces }) => {
    if (visible.status === 'absent') return notApplicable('a relay host sends this host’s mail')
    if (helo.status === 'absent' || interfaces.status === 'absent' || helo.value.addresses.status !== 'known')
      return notApplicable('the name given in EHLO has no address')
    const own = interfaces.value.filter(({ scope }) => scope === 'global').map(({ address }) => address)
    const named = helo.value.addresses.value
    const { name } = helo.value
    return visible.value.map(({ address, family, names }) => {
      const evidence = [...helo.evidence, ...(names.status === 'unknown' ? [] : names.evidence)]
      if (named.some((one) => sameAddress(one, address))) return fine(evidence, address)
      const meant = named.find(
        (one) =>
          one.includes(':') === (family === 6) &&
          isPublicAddress(one) &&
          own.some((mine) => sameAddress(mine, one)),
      )
      if (meant === undefined || !isNameless(names)) return fine(evidence, address)
      return problem({
        subject: address,
        confidence: 'likely',
        evidence,
        values: { meant, name, parameter: family === 6 ? 'smtp_bind_address6' : 'smtp_bind_address' },
        marks: [`address:${address}`],
      })
    })
  },
  explains: [
    ...explainsRefusals(['missing-ptr', 'spf-fail', 'bad-helo', 'unauthenticated']),
    { condition: 'dns-ptr-missing', when: (cause, effect) => cause.subject === effect.subject },
    { condition: 'dns-fcrdns-mismatch', when: (cause, effect) => cause.subject === effect.subject },
    { condition: 'network-ipv6-no-ptr', when: (cause, effect) => cause.subject === effect.subject },
  ],
  mistakenFor: [
    {
      condition: 'spf-sending-ip-not-listed',
      toldApartBy: {
        en: 'the address was not meant for mail: the mail name has another one of this host',
        zh: '该地址并非用于发信：邮件主机名对应本机的另一个地址',
      },
    },
  ],
  texts: {
    en: {
      title: 'Mail leaves from {subject}, not from the address of {name}',
      because:
        'The mail name {name} has the address {meant} of this host, but connections to others leave from {subject}, which ' +
        'has no matching reverse name. Receivers that compare name, reverse name and SPF with the address refuse it.',
      allClear: 'mail leaves from the address of the mail name',
    },
    zh: {
      title: '邮件从 {subject} 发出，而不是 {name} 的地址',
      because:
        '邮件主机名 {name} 对应本机地址 {meant}，但对外连接却从 {subject} 发出，它没有匹配的反向名称。核对主机名、反向名称和 SPF 的收件方会拒收。',
      allClear: '邮件从邮件主机名的地址发出',
    },
  },
  fix: [
    {
      do: { en: 'Send from the right address', zh: '从正确的地址发信' },
      command: "postconf -e '{parameter} = {meant}' && systemctl reload postfix",
      risk: 'reload',
    },
    {
      do: {
        en: 'Or, if {subject} is meant: give it a reverse name, an address record and a place in SPF',
        zh: '如果本来就要用 {subject}：为其设置反向名称、地址记录并加入 SPF',
      },
      risk: 'none',
    },
  ],
  verify: ['ip route get 198.41.0.4', 'postconf {parameter}'],
  references: ['https://www.postfix.org/postconf.5.html#smtp_bind_address'],
})

/** No reverse name, or one that does not lead back to the address. */
function isNameless(names: Fact<readonly ReverseName[]>): boolean {
  if (names.status === 'absent') return true
  return names.status === 'known' && names.value.every(({ confirmed }) => confirmed === false)
}
