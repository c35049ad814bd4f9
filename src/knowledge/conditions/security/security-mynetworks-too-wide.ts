import { isPrivateNetwork, type Network } from '../../../collect/network/address-ranges.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { parseNetworks } from '../../../collect/postfix/networks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A provider's range is at least so wide; an office with public addresses of its own has a narrower one. */
const widePrefix = { 4: 23, 6: 40 } as const
/** As wide as this, it is as good as everybody. */
const hugePrefix = { 4: 16, 6: 32 } as const

/**
 * mynetworks trusts public addresses of strangers, such as the neighbours at the same provider: they may
 * send through this server without logging in. postconf(5) mynetworks, mynetworks_style.
 */
export const securityMynetworksTooWide = condition({
  id: 'security-mynetworks-too-wide',
  topic: 'security',
  severity: 'high',
  needs: { configuration: postfixConfiguration },
  detect: ({ configuration }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    if (/^(?:loopback-only|localhost|127\.0\.0\.1)$/.test((postfix.value('inet_interfaces') ?? '').trim()))
      return notApplicable('Postfix listens on the loopback interface only')
    const { networks } = parseNetworks(postfix.value('mynetworks') ?? '')
    const isExplicit = postfix.explicit('mynetworks') !== undefined
    // mynetworks_style = subnet takes the networks of the interfaces: on a rented machine, neighbours.
    const style = isExplicit ? 'host' : (postfix.value('mynetworks_style') ?? 'host')
    const foreign = networks.filter((network) => !isPrivateNetwork(network))
    const wide = foreign.filter(({ family, prefixLength }) => prefixLength <= widePrefix[family])
    const neighbours =
      style === 'host' ? [] : foreign.filter((network) => network.prefixLength < widthOf(network))
    const [worst] = [...wide, ...neighbours].sort((a, b) => a.prefixLength - b.prefixLength)
    const evidence = postfix.evidence('mynetworks', ...(isExplicit ? [] : ['mynetworks_style']))
    if (worst === undefined) return fine(evidence, 'mynetworks')
    const isHuge = worst.prefixLength <= hugePrefix[worst.family]
    return problem({
      subject: 'mynetworks',
      confidence: 'certain',
      severity: isHuge ? 'high' : wide.length > 0 ? 'medium' : 'low',
      evidence,
      values: { network: worst.text },
      marks: ['parameter:mynetworks'],
    })
  },
  texts: {
    en: {
      title: '{subject} trusts strangers: {network}',
      because:
        'Machines in {network} may send mail to anybody through this server without logging in. The range holds ' +
        'public addresses of others; one infected machine there is enough to get this server onto block lists.',
      allClear: '{subject} trusts no public ranges of others',
    },
    zh: {
      title: '{subject} 信任了陌生人：{network}',
      because:
        '{network} 中的机器无需登录即可通过本服务器向任何人发信。该网段含有他人的公网地址，只要其中一台被感染，本服务器就可能被列入黑名单。',
      allClear: '{subject} 未信任他人的公网网段',
    },
  },
  fix: [
    {
      do: {
        en: 'Trust this machine and, one by one, the hosts that really cannot log in',
        zh: '只信任本机，以及逐个列出确实无法登录的主机',
      },
      command: "postconf -e 'mynetworks = 127.0.0.0/8 [::1]/128' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['postconf mynetworks'],
  references: ['https://www.postfix.org/postconf.5.html#mynetworks'],
})

function widthOf({ family }: Network): number {
  return family === 4 ? 32 : 128
}
