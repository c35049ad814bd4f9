import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { LoginFailureGroup, Logins } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'

/** One address that tries so many passwords, for so many names, so fast, is no forgetful user. */
const attackAttempts = 30
const attackUsers = 4
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
    const attacks = logins.failuresByClient.filter(isAttack)
    const verdicts = attacks.map((attack) => {
      const { client, firstAt, lastAt, example, lastExample } = attack
      const evidence = [example, lastExample]
      if (now.value - lastAt > recentMilliseconds)
        return over({ subject: client, evidence, since: firstAt, until: lastAt })
      return problem({
        subject: client,
        severity: severityOf(attack, logins),
        confidence: 'certain',
        evidence,
        values: {
          family: client.includes(':') ? 'ip6' : 'ip',
          attempts: attack.count,
          users: attack.users.length,
          names: attack.users
            .slice(0, shownUsers)
            .map(({ user }) => user || '?')
            .join(', '),
          services: attack.services.join(', '),
          seconds: Math.max(1, Math.round((lastAt - firstAt) / 1000)),
        },
        marks: [`address:${client}`, 'reason:auth-failed'],
        since: firstAt,
      })
    })
    if (verdicts.length > 0) return verdicts
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
        '{subject} tried {attempts} passwords for {users} users ({names}) at {services} within {seconds} s, all ' +
        'wrong. The server itself works; nothing stops the guessing.',
      allClear: 'no address guesses passwords in earnest',
    },
    zh: {
      title: '{subject} 正在猜测密码',
      because:
        '{subject} 在 {seconds} 秒内通过 {services} 对 {users} 个用户（{names}）尝试了 {attempts} 次密码，全部错误。服务器本身正常，但没有任何措施阻止猜测。',
      allClear: '没有地址在大量猜测密码',
    },
  },
  fix: [
    {
      do: { en: 'Ban it now', zh: '立即封禁' },
      command:
        'nft add table inet ban && nft add chain inet ban in "{ type filter hook input priority -10 ; }" && nft add rule inet ban in {family} saddr {subject} drop',
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
        en: 'See that none of the tried users has logged in from there',
        zh: '确认没有用户从该地址登录成功',
      },
      command: 'journalctl --since -24h --no-pager | grep {subject} | grep -E "Login:|sasl_username="',
      risk: 'none',
    },
  ],
  verify: ['fail2ban-client status dovecot'],
  references: ['https://www.fail2ban.org', 'https://doc.dovecot.org/main/core/admin/fail2ban.html'],
})

function isAttack({ count, users, firstAt, lastAt, succeededAt }: LoginFailureGroup): boolean {
  const seconds = (lastAt - firstAt) / 1000
  const many = count >= attackAttempts && users.length >= attackUsers
  return many && succeededAt === undefined && seconds / count <= attackSecondsPerAttempt
}

/** Log-ins of others that failed at the same time because the server was busy with it. */
function severityOf({ firstAt, lastAt, client }: LoginFailureGroup, logins: Logins): 'high' | 'medium' {
  const hurt = logins.serverFailures.some(
    (failure) => failure.client !== client && failure.lastAt >= firstAt && failure.firstAt <= lastAt + 60_000,
  )
  return hurt ? 'high' : 'medium'
}

function noise(logins: Logins) {
  const [first] = logins.failuresByClient.toSorted((a, b) => b.count - a.count)
  if (first === undefined) return fine()
  const { firstAt, lastAt, client, users, services } = first
  return problem({
    subject: client,
    severity: 'low',
    confidence: 'certain',
    evidence: [first.lastExample],
    values: {
      family: client.includes(':') ? 'ip6' : 'ip',
      attempts: first.count,
      users: users.length,
      names: users
        .slice(0, shownUsers)
        .map(({ user }) => user || '?')
        .join(', '),
      services: services.join(', '),
      seconds: Math.max(1, Math.round((lastAt - firstAt) / 1000)),
    },
    marks: [],
  })
}
