import { eximConfiguration } from '../../../collect/exim/configuration.ts'
import { eximUnrouteableDomains } from '../../../collect/exim/unrouteable-domains.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/**
 * No router takes mail for domains elsewhere that exist: Debian's type is `local` or `none`, or a
 * router's `domains` leaves them out. Exim bounces the mail at once.
 */
export const eximUnrouteableAddress = condition({
  id: 'exim-unrouteable-address',
  topic: 'delivery',
  severity: 'critical',
  needs: { exim: eximConfiguration, domains: eximUnrouteableDomains, log: mailLog, now },
  detect: ({ exim, domains, log, now }) => {
    if (exim.status === 'absent' || log.status === 'absent' || now.status === 'absent')
      return notApplicable('Exim is not installed, or has no log')
    if (domains.status === 'absent') return fine(domains.evidence, 'Exim’s routers')
    const still = domains.value.filter(
      ({ acceptedAt, lastAt }) => acceptedAt === undefined && !isOver(log.value, now.value, lastAt),
    )
    const evidence = domains.value.flatMap((one) => one.evidence)
    const since = Math.min(...domains.value.map(({ firstAt }) => firstAt))
    if (still.length === 0)
      return over({
        subject: 'Exim’s routers',
        evidence,
        since,
        until: Math.max(...domains.value.map(({ lastAt }) => lastAt)),
      })
    const remote = exim.value.routers.some(
      ({ options }) => ['dnslookup', 'manualroute'].includes(options.get('driver') ?? '') && goesFar(options),
    )
    return problem({
      subject: 'Exim’s routers',
      confidence: remote ? 'likely' : 'certain',
      evidence,
      values: {
        domains: still.map(({ domain }) => domain).join(', '),
        reply: still[0]?.reply ?? '',
        count: still.reduce((sum, { count }) => sum + count, 0),
        why: remote
          ? 'the routers that there are leave them out'
          : 'there is no router for other domains at all',
        whyZh: remote ? '现有路由不包括这些域' : '没有任何处理外部域的路由',
      },
      marks: ['program:exim', ...still.map(({ domain }) => `domain:${domain}`)],
      since,
    })
  },
  explains: [
    {
      condition: 'deliveries-rejected',
      when: ({ marks }, effect) => marks.includes(`domain:${effect.subject}`),
    },
    {
      condition: 'recipient-unknown-remote',
      when: ({ marks }, { subject }) =>
        marks.includes(`domain:${subject.slice(subject.lastIndexOf('@') + 1)}`),
    },
  ],
  mistakenFor: [
    {
      condition: 'recipient-unknown-remote',
      toldApartBy: {
        en: 'no other server was asked: Exim itself had no way for {domains}, which have mail hosts in the DNS',
        zh: '并未询问任何对方服务器：是 Exim 自己没有通往 {domains} 的路由，而这些域在 DNS 中有邮件主机',
      },
    },
  ],
  texts: {
    en: {
      title: 'Exim has no router for mail to other domains: {domains}',
      because:
        'Exim bounced {count} messages with "{reply}" without asking any other server, though {domains} have mail hosts in the DNS: {why}.',
      allClear: 'Exim has routers for the domains that mail goes to',
    },
    zh: {
      title: 'Exim 没有发往外部域的路由：{domains}',
      because:
        'Exim 未询问任何服务器就退回了 {count} 封邮件（“{reply}”），而 {domains} 在 DNS 中有邮件主机：{whyZh}。',
      allClear: 'Exim 对所发往的域都有路由',
    },
  },
  fix: [
    {
      do: { en: 'See which routers Exim tries, and why each passes', zh: '查看 Exim 依次尝试了哪些路由' },
      command: 'exim -d-all+route -bt somebody@example.net 2>&1 | tail -40',
      risk: 'none',
    },
    {
      do: {
        en: "Debian: dc_eximconfig_configtype='internet' (or 'smarthost'); else look at `domains =` of the dnslookup router",
        zh: "Debian：设置 dc_eximconfig_configtype='internet'（或 'smarthost'）；否则检查 dnslookup 路由的 domains",
      },
      command: 'dpkg-reconfigure exim4-config',
      risk: 'reload',
    },
  ],
  verify: ['exim -bt somebody@example.net'],
  references: [
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-generic_options_for_routers.html',
  ],
})

/** A manualroute that nobody gave a list of routes (Debian's `hubbed_hosts`) leads nowhere. */
function goesFar(options: ReadonlyMap<string, string>): boolean {
  return options.get('driver') === 'dnslookup'
    ? !/relay_to_domains/.test(options.get('domains') ?? '')
    : (options.get('route_list') ?? '') !== ''
}
