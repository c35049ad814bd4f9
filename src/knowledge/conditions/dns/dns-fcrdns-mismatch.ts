import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { visibleReverseNames } from '../../../collect/dns/visible-reverse-names.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'
import { insideReason, leadsInside } from '../../inner-view.ts'

/**
 * The reverse name of an address that mail leaves from does not lead back to it (FCrDNS): receivers see
 * `unknown[address]`, refuse or distrust it. Comes from renumbering, a provider's default name, a typo.
 */
export const dnsFcrdnsMismatch = condition({
  id: 'dns-fcrdns-mismatch',
  topic: 'delivery',
  severity: 'high',
  needs: { visible: visibleReverseNames },
  optional: { own: ownAddresses },
  detect: ({ visible, own }) => {
    if (visible.status === 'absent') return notApplicable('a relay host sends this host’s mail')
    return visible.value.flatMap(({ address, names }) => {
      if (names.status === 'unknown') return [couldNotTell(names.because, address)]
      if (names.status === 'absent') return []
      const evidence = [...names.evidence, ...names.value.flatMap((one) => one.evidence)]
      if (names.value.some(({ confirmed }) => confirmed === true)) return [fine(evidence, address)]
      const unseen = names.value.find(({ confirmed }) => confirmed === undefined)
      if (unseen?.addresses.status === 'unknown') return [couldNotTell(unseen.addresses.because, address)]
      const inside = names.value.find(({ addresses }) => leadsInside(addresses, own))
      if (inside !== undefined) return [couldNotTell(insideReason(inside.name), address)]
      const leads = names.value.flatMap((one) =>
        one.addresses.status === 'known' ? [...one.addresses.value] : [],
      )
      return [
        problem({
          subject: address,
          confidence: 'certain',
          evidence,
          values: {
            name: names.value.map(({ name }) => name).join(', '),
            leads: leads.length === 0 ? 'nowhere' : leads.join(', '),
            leadsZh: leads.length === 0 ? '不存在' : leads.join(', '),
          },
          marks: [`address:${address}`, 'reason:missing-ptr'],
        }),
      ]
    })
  },
  explains: explainsRefusals(['missing-ptr'], ['reputation-gmail-ptr-ipv6', 'reputation-gmx-ptr']),
  mistakenFor: [
    {
      condition: 'dns-ptr-missing',
      toldApartBy: { en: 'a reverse name exists; it leads elsewhere', zh: '反向名称存在，但指向别处' },
    },
  ],
  texts: {
    en: {
      title: 'The reverse name of {subject} does not lead back to it',
      because:
        'The PTR of {subject} says {name}, and {name} leads to: {leads}. Receivers that check both directions ' +
        'treat the server as nameless ("cannot find your hostname") and refuse or put off its mail.',
      allClear: 'the reverse name of {subject} leads back to it',
    },
    zh: {
      title: '{subject} 的反向名称没有指回该地址',
      because:
        '{subject} 的 PTR 是 {name}，而 {name} 指向：{leadsZh}。双向核对的收件方会把该服务器视为无名（“cannot find your hostname”），从而拒收或推迟邮件。',
      allClear: '{subject} 的反向名称能指回该地址',
    },
  },
  fix: [
    {
      who: 'address owner',
      do: {
        en: 'At the provider of the address, set the PTR of {subject} to the name that this server gives in EHLO',
        zh: '在该地址的提供商处，把 {subject} 的 PTR 设为本服务器 EHLO 使用的名称',
      },
      command: 'postconf smtp_helo_name',
      risk: 'none',
    },
    {
      do: {
        en: 'Or, where {name} is right, give it an A or AAAA record with {subject}',
        zh: '或者，如果 {name} 正确，为它添加指向 {subject} 的 A 或 AAAA 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short -x {subject}', 'dig +short {name} A', 'dig +short {name} AAAA'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
    'https://www.postfix.org/postconf.5.html#reject_unknown_client_hostname',
  ],
})
