import { mailRoute, type RouteTarget } from '../../../collect/dns/mail-route.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { addressClasses } from '../../../collect/postfix/address-classes.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'
import { mxTakesSpfAlong } from '../../effect-marks.ts'
import { mailRouteState, targetsText } from '../../mail-route-state.ts'
import { isProxy } from '../../proxy-networks.ts'

/**
 * The MX of a domain of this host names another server. That is a fault when the other one refuses the
 * domain or is dead; it is not when it filters mail for us, stands in as backup, or is a translator's.
 */
export const dnsMxStaleAfterMigration = condition({
  id: 'dns-mx-stale-after-migration',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  // Only a host shows that another server than the named one takes the mail.
  needs: { route: mailRoute, here: addressClasses },
  optional: { log: mailLog },
  detect: ({ route, log }, domain) => {
    if (route.status === 'absent' || route.value.exchangers.source === 'address') return fine(route.evidence)
    const { exchangers, targets } = route.value
    const state = mailRouteState(route.value)
    if (exchangers.nullMx || state === 'ours' || state === 'without address') return fine(route.evidence)
    const traffic = log.status === 'known' ? log.value.traffic : undefined
    const common = {
      evidence: [...route.evidence, ...targets.flatMap(({ evidence }) => evidence)],
      marks: [
        `domain:${domain}`,
        'reason:relay-denied',
        ...targets.map(({ address }) => `address:${address}`),
      ],
    }
    const values = (says: string, saysZh: string) => ({ targets: targetsText(route.value), says, saysZh })
    switch (state) {
      case 'refused elsewhere':
        return problem({
          ...common,
          confidence: 'certain',
          values: values(`it refuses the domain: ${replyOf(targets)}`, `它拒绝该域名：${replyOf(targets)}`),
        })
      case 'accepted elsewhere':
        // A filter service or a gateway hands the mail on: then this server receives some.
        if (traffic === undefined || traffic.received > 0) return fine(common.evidence)
        return problem({
          ...common,
          confidence: 'possible',
          severity: 'info',
          values: values(
            'it takes the mail; if it is a filter or a backup that hands it on, all is well, but this server received none in the last day',
            '它会接收邮件；如果它是会转交邮件的过滤或备份服务，则一切正常，但本服务器最近一天没有收到任何邮件',
          ),
        })
      case 'not reached': {
        if (targets.every(({ address }) => isProxy(address))) return fine(route.evidence)
        const refused = targets.some(({ end }) => end === 'refused')
        if (refused || (traffic !== undefined && traffic.sentOut > 0))
          return problem({
            ...common,
            confidence: 'likely',
            values: values('no mail server answers there', '那里没有邮件服务器应答'),
          })
        return couldNotTell(unclear(domain, targetsText(route.value)))
      }
      default:
        return couldNotTell(unclear(domain, targetsText(route.value)))
    }
  },
  explains: [mxTakesSpfAlong],
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: {
        en: 'there is an MX record; it names another server',
        zh: 'MX 记录存在，但指向另一台服务器',
      },
    },
  ],
  texts: {
    en: {
      title: 'The MX of {subject} points to another server: {targets}',
      because:
        'This server takes mail for {subject}, but the DNS sends the world to {targets}, which is not this ' +
        'server, and {says}. Mail from outside does not arrive here.',
      allClear: 'the MX of {subject} leads here, or to a server that takes its mail',
    },
    zh: {
      title: '{subject} 的 MX 指向另一台服务器：{targets}',
      because:
        '本服务器为 {subject} 收信，但 DNS 把外界引向 {targets}，那不是本服务器，而且{saysZh}。外部来信不会到达这里。',
      allClear: '{subject} 的 MX 指向本服务器，或指向会接收其邮件的服务器',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Change the MX of {subject} to the name of this server, at every name server of the zone',
        zh: '在该区域的所有名称服务器上，把 {subject} 的 MX 改为本服务器的名称',
      },
      command: 'postconf myhostname',
      risk: 'none',
    },
    {
      do: {
        en: 'Until the old record has run out everywhere (its TTL), let the old server forward what it gets to this one',
        zh: '在旧记录的 TTL 到期之前，让旧服务器把收到的邮件转发到本服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})

function replyOf(targets: readonly RouteTarget[]): string {
  return targets.flatMap(({ evidence }) => evidence)[0]?.text ?? ''
}

function unclear(domain: string, targets: string) {
  return {
    code: 'unreachable',
    text: `mail for ${domain} is sent to ${targets}; whether that leads here could not be seen from this host`,
    remedy: `send a mail to ${domain} from outside, or run mailmedic probe ${domain} elsewhere`,
  } as const
}
