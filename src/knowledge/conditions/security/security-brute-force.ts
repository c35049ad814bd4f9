import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { LoginFailureGroup, Logins } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** Fast tries for many names, none of them right: no forgetful user. So many together are an attack. */
const attackAttempts = 30
const attackerAttempts = 8
const attackerUsers = 4
const attackSecondsPerAttempt = 30
/** Base noise of a host on the Internet: some hundreds of tries a day from everywhere. */
const noiseAttempts = 200
const recentMilliseconds = 2 * 3_600_000
const shownUsers = 6

/** Somebody guesses passwords. It succeeds some day, and until then keeps the log-in processes busy. */
export const securityBruteForce = condition({
  id: 'security-brute-force',
  topic: 'security',
  severity: 'medium',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const { logins } = log.value
    const attackers = logins.failuresByClient.filter(isAttacker).toSorted((a, b) => b.count - a.count)
    const recent = attackers.filter(({ lastAt }) => now.value - lastAt <= recentMilliseconds)
    if (attempts(recent) >= attackAttempts) return attack(recent, logins)
    if (attempts(attackers) >= attackAttempts) return ended(attackers)
    return logins.failures >= noiseAttempts ? noise(logins) : fine()
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'submissions-refused' },
    { condition: 'auth-worker-saturated', when: () => true },
    { condition: 'dovecot-login-process-limit', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'many user names from one address, none of them ever right; a forgotten password is one name',
        zh: '同一地址尝试多个用户名且从未成功；忘记密码只涉及一个用户名',
      },
    },
  ],
  texts: {
    en: {
      title: 'Passwords are being guessed from {subject}',
      because:
        '{addresses} tried {attempts} passwords for {users} users ({names}) at {services} within {seconds} s, all ' +
        'wrong. The server itself works; nothing stops the guessing.',
      allClear: 'no address guesses passwords in earnest',
    },
    zh: {
      title: '{subject} 正在猜测密码',
      because:
        '{addresses} 在 {seconds} 秒内通过 {services} 对 {users} 个用户（{names}）尝试了 {attempts} 次密码，全部错误。服务器本身正常，但没有任何措施阻止猜测。',
      allClear: '没有地址在大量猜测密码',
    },
  },
  fix: [
    {
      do: { en: 'Ban {address} now', zh: '立即封禁 {address}' },
      command:
        'nft add table inet ban && nft add chain inet ban in "{ type filter hook input priority -10 ; }" && nft add rule inet ban in {family} saddr {address} drop',
      risk: 'none',
    },
    {
      do: {
        en: 'Let fail2ban do it from now on: jails dovecot and postfix-sasl',
        zh: '今后由 fail2ban 自动处理：启用 dovecot 和 postfix-sasl 规则',
      },
      command:
        'apt-get install fail2ban && printf "[dovecot]\\nenabled = true\\n[postfix-sasl]\\nenabled = true\\n" > /etc/fail2ban/jail.d/mail.conf && systemctl restart fail2ban',
      risk: 'none',
    },
    {
      do: {
        en: 'See that none of the tried users has logged in from {address}',
        zh: '确认没有用户从 {address} 登录成功',
      },
      command: 'journalctl --since -24h --no-pager | grep -F {address} | grep -E "Login:|sasl_username="',
      risk: 'none',
    },
  ],
  verify: ['fail2ban-client status dovecot'],
  references: ['https://www.fail2ban.org', 'https://doc.dovecot.org/main/core/admin/fail2ban.html'],
})

function isAttacker({ count, users, firstAt, lastAt, succeededAt }: LoginFailureGroup): boolean {
  const fast = (lastAt - firstAt) / 1000 / count <= attackSecondsPerAttempt
  return count >= attackerAttempts && users.length >= attackerUsers && succeededAt === undefined && fast
}

function attempts(groups: readonly LoginFailureGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}

function attack(attackers: readonly LoginFailureGroup[], logins: Logins): Verdict {
  const since = Math.min(...attackers.map(({ firstAt }) => firstAt))
  const until = Math.max(...attackers.map(({ lastAt }) => lastAt))
  return problem({
    ...described(attackers),
    severity: hurtsOthers(attackers, since, until, logins) ? 'high' : 'medium',
    marks: [...attackers.map(({ client }) => `address:${client}`), 'reason:auth-failed'],
    since,
  })
}

function ended(attackers: readonly LoginFailureGroup[]): Verdict {
  const { subject, evidence } = described(attackers)
  const since = Math.min(...attackers.map(({ firstAt }) => firstAt))
  return over({ subject, evidence, since, until: Math.max(...attackers.map(({ lastAt }) => lastAt)) })
}

/** Log-ins of others that failed at the same time because the server was busy with it. */
function hurtsOthers(
  attackers: readonly LoginFailureGroup[],
  since: number,
  until: number,
  logins: Logins,
): boolean {
  const guilty = new Set(attackers.map(({ client }) => client))
  return logins.serverFailures.some(
    ({ client, firstAt, lastAt }) => !guilty.has(client) && lastAt >= since && firstAt <= until + 60_000,
  )
}

/** Some hundred tries a day, from everywhere: every host on the Internet has them. */
function noise(logins: Logins): Verdict {
  const [first] = logins.failuresByClient.toSorted((a, b) => b.count - a.count)
  return first === undefined ? fine() : problem({ ...described([first]), severity: 'low' })
}

/** `attackers`: at least one, the worst first. */
function described(attackers: readonly LoginFailureGroup[]) {
  const users = [...new Set(attackers.flatMap((one) => one.users.map(({ user }) => user || '?')))]
  const since = Math.min(...attackers.map(({ firstAt }) => firstAt))
  const until = Math.max(...attackers.map(({ lastAt }) => lastAt))
  const clients = attackers.map(({ client }) => client)
  const address = clients[0] ?? '?'
  return {
    subject: clients.length === 1 ? address : `${clients.length} addresses`,
    confidence: 'certain' as const,
    evidence: attackers.slice(0, 3).flatMap(({ example, lastExample }) => [example, lastExample]),
    values: {
      address,
      addresses: clients.slice(0, shownUsers).join(', '),
      family: address.includes(':') ? 'ip6' : 'ip',
      attempts: attempts(attackers),
      users: users.length,
      names: users.slice(0, shownUsers).join(', '),
      services: [...new Set(attackers.flatMap(({ services }) => services))].join(', '),
      seconds: Math.max(1, Math.round((until - since) / 1000)),
    },
  }
}
