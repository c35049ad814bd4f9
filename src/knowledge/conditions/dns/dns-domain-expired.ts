import { isWithin } from '../../../collect/dns/domain-name.ts'
import { nameServers } from '../../../collect/dns/name-servers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'

/** Where registrars and auctioneers park domains that were not renewed, by their name servers' names. */
const parkingServers = [
  'pendingrenewaldeletion.com',
  'renewyourname.net',
  'expirenotification.com',
  'expireddomainservices.com',
  'sedoparking.com',
  'parkingcrew.net',
  'bodis.com',
  'above.com',
  'parklogic.com',
  'dsredirection.com',
  'namedynamics.net',
  'afternic.com',
]

/**
 * The registration of a domain lapsed: its name servers are those of a parking service, and mail, web,
 * SPF and DKIM fail together. Only named on this evidence; a dead name server is another matter.
 */
export const dnsDomainExpired = condition({
  id: 'dns-domain-expired',
  topic: 'downtime',
  severity: 'critical',
  subjects: ownDomains,
  needs: { servers: nameServers },
  detect: ({ servers }, domain) => {
    if (servers.status === 'absent') return fine(servers.evidence)
    const { zone, servers: all } = servers.value
    const parked = all.filter(({ name }) => parkingServers.some((parking) => isWithin(name, parking)))
    if (parked.length === 0 || parked.length < all.length) return fine(servers.evidence)
    return problem({
      confidence: 'likely',
      evidence: servers.evidence,
      values: { zone, servers: parked.map(({ name }) => name).join(', ') },
      marks: [`domain:${domain}`, 'reason:sender-invalid', 'reason:domain-unknown'],
    })
  },
  explains: [
    { condition: 'dns-mx-missing' },
    { condition: 'dns-mx-stale-after-migration' },
    { condition: 'dns-null-mx' },
    { condition: 'spf-missing' },
    { condition: 'dkim-key-not-published' },
    { condition: 'dmarc-missing' },
    { condition: 'deliveries-rejected' },
  ],
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: { en: 'the name servers are a parking service’s', zh: '名称服务器属于域名停放服务' },
    },
  ],
  texts: {
    en: {
      title: 'The domain {zone} seems to have expired: it is parked',
      because:
        'The name servers of {zone} are {servers}, where domains are parked that were not renewed. Mail, web, SPF ' +
        'and DKIM of {subject} fail together until it is renewed.',
      allClear: '{subject} is not parked',
    },
    zh: {
      title: '域名 {zone} 似乎已过期：处于停放状态',
      because:
        '{zone} 的名称服务器是 {servers}，用于停放未续费的域名。在续费之前，{subject} 的邮件、网站、SPF 和 DKIM 会同时失效。',
      allClear: '{subject} 未被停放',
    },
  },
  fix: [
    {
      who: 'domain owner',
      do: {
        en: 'Renew {zone} at its registrar now, set the old name servers again, and switch on automatic renewal',
        zh: '立即在注册商处为 {zone} 续费，恢复原来的名称服务器，并开启自动续费',
      },
      risk: 'none',
    },
  ],
  verify: ['whois {zone}', 'dig +short {zone} NS'],
  references: ['https://www.icann.org/resources/pages/epp-status-codes-2014-06-16-en'],
})
