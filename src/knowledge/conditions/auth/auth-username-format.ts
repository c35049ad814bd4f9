import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { LoginFailureGroup, Logins } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

const repeatedFailures = 3
const maximalCases = 20

/** A mail program sends `anna`, the account is `anna@example.org` (or the other way round). */
export const authUsernameFormat = condition({
  id: 'auth-username-format',
  topic: 'client',
  severity: 'low',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const { logins } = log.value
    const cases = logins.failuresByClient.flatMap((group) => misnamed(group, logins)).slice(0, maximalCases)
    if (cases.length === 0) return fine()
    return cases.map(({ group, tried, account }) => {
      const { client, count, firstAt, lastAt, lastExample } = group
      const evidence = [lastExample]
      if (isOver(log.value, now.value, lastAt))
        return over({ subject: tried, evidence, since: firstAt, until: lastAt })
      return problem({
        subject: tried,
        confidence: 'possible',
        evidence,
        values: { client, count, account },
        marks: [`user:${tried}`, `address:${client}`],
        since: firstAt,
      })
    })
  },
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'the name itself is unknown; under the other form of the name log-ins succeed',
        zh: '用户名本身不存在，用另一种形式的用户名可以登录',
      },
    },
  ],
  texts: {
    en: {
      title: 'A mail program logs in as {subject}; the account is {account}',
      because:
        '{client} tried {count} times to log in as {subject}, which fails, while {account} logs in with success: the ' +
        'user name in the program lacks the domain, or has one too many.',
      allClear: 'no client uses the wrong form of a user name',
    },
    zh: {
      title: '邮件程序以 {subject} 登录，而账户名是 {account}',
      because:
        '{client} 以 {subject} 登录 {count} 次均失败，而 {account} 可以登录：程序中的用户名缺少或多出了域名。',
      allClear: '没有客户端使用错误形式的用户名',
    },
  },
  fix: [
    {
      who: 'mailbox owner',
      do: {
        en: 'In the mail program, set the user name to {account}',
        zh: '在邮件程序中将用户名设为 {account}',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Or let Dovecot add the domain: auth_default_realm = DOMAIN (2.4: auth_default_domain)',
        zh: '或让 Dovecot 补上域名：auth_default_realm = 域名（2.4：auth_default_domain）',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm auth test {account}'],
  references: ['https://doc.dovecot.org/main/core/config/auth/users/overview.html'],
})

/** Scanners try short names too: only a client that is also known to log in counts. */
function misnamed(group: LoginFailureGroup, logins: Logins) {
  if (group.succeededAt === undefined || group.count < repeatedFailures) return []
  return group.users.flatMap(({ user: tried }) => {
    const account = logins.byUser.find(({ user }) => localPart(user) === localPart(tried) && user !== tried)
    const differs = account !== undefined && account.user.includes('@') !== tried.includes('@')
    return differs ? [{ group, tried, account: account.user }] : []
  })
}

/** `DOMAIN\anna`, `anna@example.org`, `anna` → `anna`. */
function localPart(name: string): string {
  const afterDomain = name.slice(name.lastIndexOf('\\') + 1)
  return (afterDomain.split('@')[0] ?? '').toLowerCase()
}
