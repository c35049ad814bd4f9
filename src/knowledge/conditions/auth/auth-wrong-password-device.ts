import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { LoginFailureGroup, Logins } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

const repeatedFailures = 5
const maximalCases = 20

/** A device of a user keeps an old password and tries it again and again. His others work. */
export const authWrongPasswordDevice = condition({
  id: 'auth-wrong-password-device',
  topic: 'client',
  severity: 'low',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const { logins } = log.value
    const cases = logins.failuresByClient.filter((group) => isOneDevice(group, logins)).slice(0, maximalCases)
    if (cases.length === 0) return fine()
    return cases.map(({ client, users, count, services, firstAt, lastAt, example, lastExample }) => {
      const user = users[0]?.user ?? '?'
      const evidence = [example, lastExample]
      if (isOver(log.value, now.value, lastAt))
        return over({ subject: user, evidence, since: firstAt, until: lastAt })
      return problem({
        subject: user,
        confidence: 'likely',
        evidence,
        values: { client, count, services: services.join(', ') },
        marks: [`user:${user}`, `address:${client}`, 'reason:auth-failed'],
        since: firstAt,
      })
    })
  },
  explains: [{ condition: 'logins-failing' }, { condition: 'submissions-refused' }],
  mistakenFor: [
    {
      condition: 'security-brute-force',
      toldApartBy: {
        en: 'one user name only, and that user logs in elsewhere or from there with success',
        zh: '只涉及一个用户名，且该用户有成功登录的记录',
      },
    },
  ],
  texts: {
    en: {
      title: 'A device of {subject} uses a wrong password',
      because:
        '{client} tried {count} times to log in as {subject} ({services}) with a wrong password, while {subject} also ' +
        'logs in with success: most likely a phone, printer or program with an old password.',
      allClear: 'no device repeats a wrong password',
    },
    zh: {
      title: '{subject} 的某台设备使用了错误的密码',
      because:
        '{client} 以 {subject} 的身份（{services}）用错误密码登录 {count} 次，而 {subject} 同时也有成功登录：很可能是保存了旧密码的手机、打印机或程序。',
      allClear: '没有设备反复使用错误密码',
    },
  },
  fix: [
    {
      who: 'mailbox owner',
      do: {
        en: 'Find the device at {client} and give it the present password',
        zh: '找到 {client} 处的设备并更新密码',
      },
      risk: 'none',
    },
  ],
  verify: ['journalctl --since -1h --no-pager | grep -F {client} | tail -5'],
  references: ['https://doc.dovecot.org/main/core/admin/logging.html'],
})

function isOneDevice({ count, users, succeededAt }: LoginFailureGroup, logins: Logins): boolean {
  const [only] = users
  if (only === undefined || users.length !== 1 || count < repeatedFailures) return false
  return succeededAt !== undefined || logins.byUser.some(({ user }) => user === only.user)
}
