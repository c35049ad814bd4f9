import { isPublicAddress } from '../../../collect/dns/ip-address.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { outerAnswers } from '../../../collect/dns/outer-answers.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * An MX host has an address that nobody outside can reach (private, loopback, link-local): an internal zone
 * leaked out, or a split horizon is set up wrongly. RFC 1918, RFC 6890.
 */
export const dnsMxPrivateAddress = condition({
  id: 'dns-mx-private-address',
  topic: 'delivery',
  severity: 'medium',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  optional: { answers: serverAnswers, own: ownAddresses },
  detect: ({ exchangers, answers, own }, domain) => {
    if (exchangers.status === 'absent') return notApplicable(`${domain} has no mail server in the DNS`)
    const all = exchangers.value.exchangers.flatMap(({ host, addresses }) =>
      addresses.status === 'known' ? addresses.value.map((address) => ({ host, address })) : [],
    )
    const told = answers.status === 'known' ? answers.value : []
    const outer = outerAnswers(told, own.status === 'known' ? own.value : [])
    // The world is told otherwise (split horizon): that is as it should be.
    const publicElsewhere = (host: string) => {
      const addresses = outer.filter((one) => one.about === host).flatMap(({ records }) => records)
      return addresses.length > 0 && addresses.every(({ data }) => isPublicAddress(data))
    }
    const hidden = all.filter(({ host, address }) => !isPublicAddress(address) && !publicElsewhere(host))
    const [first] = hidden
    if (first === undefined) return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      severity: hidden.length === all.length ? 'critical' : 'medium',
      evidence: exchangers.evidence,
      values: {
        targets: hidden.map(({ host, address }) => `${host} [${address}]`).join(', '),
        host: first.host,
      },
      marks: [
        `domain:${domain}`,
        ...hidden.flatMap(({ host, address }) => [`host:${host}`, `address:${address}`]),
      ],
    })
  },
  explains: [{ condition: 'service-mx-unreachable' }],
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: { en: 'there is an MX, and it has an address', zh: 'MX 存在，也有地址' },
    },
  ],
  texts: {
    en: {
      title: 'The MX of {subject} leads to a private address: {targets}',
      because:
        'The DNS sends the world to {targets}, an address that exists only inside some network. Senders outside reach nobody there, or a machine of their own.',
      allClear: 'the MX hosts of {subject} have public addresses',
    },
    zh: {
      title: '{subject} 的 MX 指向内网地址：{targets}',
      because:
        'DNS 把外界引向 {targets}，而该地址只存在于某个内部网络。外部发件方连不到任何服务器，或者连到他们自己的机器。',
      allClear: '{subject} 的 MX 主机都有公网地址',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Give {host} its public address in the zone that the world sees; keep the private one in the internal zone',
        zh: '在对外的区域中为 {host} 写上公网地址；内网地址只放在内部区域',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {host} A'],
  references: ['https://www.rfc-editor.org/rfc/rfc6890'],
})
