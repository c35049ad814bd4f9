import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { mailRouteState, targetsText } from '../../mail-route-state.ts'

const relayDenied = /relay|5\.7\.1\b|5\.1\.2\b|not local|domain/i

/**
 * All servers that the MX names refuse the domain: it moved away, or was never set up there. Asked up to RCPT
 * TO:<postmaster>, which must exist wherever a domain is (RFC 5321 §4.5.1).
 */
export const dnsMxRefusesDomain = condition({
  id: 'dns-mx-refuses-domain',
  topic: 'delivery',
  severity: 'critical',
  subjects: ownDomains,
  needs: { route: mailRoute, dialogues: exchangerDialogues },
  detect: ({ route }, domain) => {
    if (route.status === 'absent' || route.value.exchangers.source === 'address')
      return notApplicable(`${domain} has no MX`)
    const { targets } = route.value
    const refusal = targets.find(({ answer }) => answer === 'refuses domain')
    const state = mailRouteState(route.value)
    if (state === 'accepted elsewhere') return fine(route.evidence)
    if (state !== 'refused elsewhere' || refusal === undefined)
      return notApplicable('no server said that it does not know the domain')
    const reply = refusal.evidence[0]?.text ?? ''
    // Only the role mailbox may be missing: then the domain is served, against the rule.
    const userOnly = !relayDenied.test(reply)
    return problem({
      confidence: userOnly ? 'possible' : 'certain',
      severity: userOnly ? 'low' : 'critical',
      evidence: [...route.evidence, ...targets.flatMap(({ evidence }) => evidence)],
      values: { targets: targetsText(route.value), reply },
      marks: [
        `domain:${domain}`,
        'reason:relay-denied',
        ...targets.map(({ address }) => `address:${address}`),
      ],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: {
        en: 'the MX leads to a mail server, which refuses',
        zh: 'MX 指向了邮件服务器，但它拒收',
      },
    },
  ],
  texts: {
    en: {
      title: 'The mail servers of {subject} refuse mail for it',
      because:
        'The MX of {subject} leads to {targets}, and the server there answers to a mail for postmaster: {reply}. Either the domain is no longer set up there, or the MX still names a former server, or that mailbox alone is missing.',
      allClear: 'the mail servers of {subject} take mail for it',
    },
    zh: {
      title: '{subject} 的邮件服务器拒收发给它的邮件',
      because:
        '{subject} 的 MX 指向 {targets}，那里的服务器对发给 postmaster 的邮件回答：{reply}。要么该域名不再配置在那里，要么 MX 仍指向以前的服务器，要么只是缺少这个邮箱。',
      allClear: '{subject} 的邮件服务器接收其邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Set up {subject} on that server as a domain that it takes mail for',
        zh: '在该服务器上把 {subject} 配置为接收邮件的域名',
      },
      risk: 'none',
    },
    {
      who: 'DNS admin',
      do: {
        en: 'Or change the MX to the server that has the domain now',
        zh: '或者把 MX 改为现在承载该域名的服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1'],
})
