import { isPublicAddress } from '../../../collect/dns/ip-address.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type BannedAddress, bannedAddresses } from '../../../collect/network/banned-addresses.ts'
import { routes } from '../../../collect/network/routes.ts'
import type { LoginFailureGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * fail2ban shuts out somebody who belongs here: an address from which users logged in with success, the
 * gateway or proxy through which everybody comes, or this host itself.
 */
export const networkFail2banLockout = condition({
  id: 'network-fail2ban-lockout',
  topic: 'client',
  severity: 'high',
  needs: { banned: bannedAddresses },
  optional: { log: mailLog, own: ownAddresses, routes },
  detect: ({ banned, log, own, routes }) => {
    if (banned.status === 'absent') return notApplicable('fail2ban does not run here')
    const failures = log.status === 'known' ? log.value.logins.failuresByClient : []
    const ours = own.status === 'known' ? own.value : []
    const gateways = routes.status === 'known' ? routes.value.flatMap(({ gateway }) => gateway ?? []) : []
    const wrong = byAddress(banned.value).flatMap(({ address, jails, evidence }) => {
      const shared = ours.includes(address) || gateways.includes(address) || isLoopback(address)
      const seen = failures.find((group) => group.client === address && isUser(group))
      // A private address may be the office, a proxy, or a guest in the Wi-Fi.
      if (!shared && seen === undefined) return []
      const everybody = shared && !isPublicAddress(address)
      return [
        problem({
          subject: address,
          severity: everybody ? 'high' : 'medium',
          confidence: shared || seen !== undefined ? 'certain' : 'likely',
          evidence: [...evidence, ...(seen === undefined ? [] : [seen.lastExample])],
          values: {
            jails: jails.join(', '),
            whose: shared
              ? 'a gateway, a proxy or this host itself'
              : `a user who logged in from there (${userOf(seen)})`,
            whoseZh: shared ? '网关、代理或本机自身' : `曾从该地址成功登录的用户（${userOf(seen)}）`,
          },
          marks: [`address:${address}`],
          ...(seen === undefined ? {} : { since: seen.firstAt }),
        }),
      ]
    })
    return wrong.length === 0 ? fine(banned.evidence) : wrong.slice(0, mostCases)
  },
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'network-client-ports-blocked',
      toldApartBy: { en: 'other addresses get in', zh: '其他地址可以连接' },
    },
    {
      condition: 'service-not-listening',
      toldApartBy: { en: 'the services listen', zh: '服务正在监听' },
    },
  ],
  texts: {
    en: {
      title: 'fail2ban shuts out an address that belongs here: {subject}',
      because:
        'The jail {jails} bans {subject}, which is {whose}. From there everything seems down: connections are refused or ' +
        'time out, while others get in.',
      allClear: 'no address of own users is banned',
    },
    zh: {
      title: 'fail2ban 封禁了自己人的地址：{subject}',
      because:
        '规则 {jails} 封禁了 {subject}，它属于{whoseZh}。从那里看一切都像宕机：连接被拒或超时，而其他人可以连接。',
      allClear: '没有自己用户的地址被封禁',
    },
  },
  fix: [
    {
      do: { en: 'Let it in again', zh: '解除封禁' },
      command: 'fail2ban-client unban {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Find the device there that tries an old password; until then exempt the address (ignoreip in /etc/fail2ban/jail.local)',
        zh: '找出那里仍在使用旧密码的设备；在此之前可将该地址设为例外（/etc/fail2ban/jail.local 的 ignoreip）',
      },
      risk: 'none',
    },
  ],
  verify: ['fail2ban-client banned'],
  references: [
    'https://github.com/fail2ban/fail2ban/wiki/How-to-ban-something-other-as-host-(IP-address),-like-user-or-mail,-etc.',
    'https://manpages.debian.org/bookworm/fail2ban/fail2ban-client.1.en.html',
  ],
})

const mostCases = 20

function byAddress(banned: readonly BannedAddress[]) {
  return [...Map.groupBy(banned, ({ address }) => address)].map(([address, alike]) => ({
    address,
    jails: [...new Set(alike.map(({ jail }) => jail))],
    evidence: alike.slice(0, 3).map(({ evidence }) => evidence),
  }))
}

/** One or two names, one of which logged in: a guesser who hits once tries many more. */
function isUser({ succeededAt, users }: LoginFailureGroup): boolean {
  return succeededAt !== undefined && users.length <= 3
}

function userOf(group: LoginFailureGroup | undefined): string {
  return group?.users[0]?.user ?? '?'
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}
