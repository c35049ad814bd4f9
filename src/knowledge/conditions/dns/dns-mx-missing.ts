import { isWithin } from '../../../collect/dns/domain-name.ts'
import { parseIpAddress } from '../../../collect/dns/ip-address.ts'
import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { heloName } from '../../../collect/mail/helo-name.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'
import { mxTakesSpfAlong } from '../../effect-marks.ts'
import { mailRouteState, targetsText } from '../../mail-route-state.ts'
import type { Severity } from '../../verdict.ts'

/**
 * A domain of this host has no MX that leads anywhere: none at all and no server behind its address, or
 * MX names without an address. Nobody outside can write to it; mail inside and outgoing mail still work.
 */
export const dnsMxMissing = condition({
  id: 'dns-mx-missing',
  topic: 'delivery',
  severity: 'critical',
  subjects: ownDomains,
  needs: { route: mailRoute, domains: ownDomains },
  optional: { helo: heloName },
  detect: ({ route, domains, helo }, domain) => {
    const only = domains.status === 'known' && domains.value.length === 1
    const main = only || (helo.status === 'known' && isWithin(helo.value, domain))
    const missing = (text: string, textZh: string, severity: Severity) =>
      problem({
        confidence: 'certain',
        severity,
        evidence: [
          ...route.evidence,
          ...(route.status === 'known' ? route.value.targets.flatMap((target) => target.evidence) : []),
        ],
        values: { found: text, foundZh: textZh },
        marks: [`domain:${domain}`, 'reason:domain-unknown'],
      })
    // A side domain without any record may be an internal one, or one that is not registered yet.
    if (route.status === 'absent')
      return missing(
        'the DNS has neither an MX record nor an address for it',
        'DNS 中既没有 MX 记录也没有地址',
        main ? 'critical' : 'low',
      )
    const { exchangers } = route.value
    const state = mailRouteState(route.value)
    if (exchangers.nullMx || state === 'ours' || state === 'accepted elsewhere') return fine(route.evidence)
    const where = targetsText(route.value)
    if (state === 'without address') {
      // Digits in the place of a name are another fault, with another remedy.
      if (exchangers.exchangers.every(({ host }) => parseIpAddress(host) !== undefined))
        return fine(route.evidence)
      return missing(
        `its MX is ${where}, which has no address`,
        `其 MX 为 ${where}，但该名称没有地址`,
        'critical',
      )
    }
    if (exchangers.source === 'mx') {
      const unseen = exchangers.exchangers.find(({ addresses }) => addresses.status === 'unknown')
      return unseen?.addresses.status === 'unknown'
        ? couldNotTell(unseen.addresses.because)
        : fine(route.evidence)
    }
    if (state === 'not known')
      return couldNotTell({
        code: 'not-running-here',
        text: `${domain} has no MX; mail goes to its own address, ${where}, and whether a server takes it there could not be seen`,
        remedy: `publish an MX record for ${domain}`,
      })
    return missing(
      `it has no MX record, so mail goes to its own address, ${where}, where nothing takes it`,
      `它没有 MX 记录，邮件会发往其自身地址 ${where}，而那里不接收其邮件`,
      main ? 'critical' : 'high',
    )
  },
  explains: [
    mxTakesSpfAlong,
    { condition: 'service-mx-unreachable', when: (cause, effect) => effect.subject === cause.subject },
  ],
  mistakenFor: [
    {
      condition: 'network-inbound-25-blocked',
      toldApartBy: {
        en: 'the fault is in the DNS: nobody is sent to this server',
        zh: '问题在 DNS：没有人会连接到本服务器',
      },
    },
    { condition: 'dns-null-mx', toldApartBy: { en: 'there is no "0 ." record', zh: '没有“0 .”记录' } },
  ],
  texts: {
    en: {
      title: 'No mail can reach {subject}: its MX record is missing',
      because:
        'Senders find no server for mail to {subject}: {found}. Mail from outside bounces or waits at its ' +
        'senders; mail inside the domain and outgoing mail still work.',
      allClear: 'the DNS names a server for mail to {subject}',
    },
    zh: {
      title: '{subject} 缺少 MX 记录，无法收到邮件',
      because:
        '发件方找不到 {subject} 的收信服务器：{foundZh}。外部来信会被退回或滞留在发件方；域内邮件和外发邮件不受影响。',
      allClear: 'DNS 为 {subject} 指定了邮件服务器',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Where the zone of {subject} is kept, add an MX record with the name of its mail server, and see that the name has an A/AAAA record with its address',
        zh: '在 {subject} 的 DNS 区域中添加指向其邮件服务器名称的 MX 记录，并确认该名称有正确的 A/AAAA 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})
