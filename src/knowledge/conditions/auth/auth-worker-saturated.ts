import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * Checks of passwords wait in line: the user database is slow, or somebody guesses passwords in masses.
 */
export const authWorkerSaturated = loggedCondition({
  id: 'auth-worker-saturated',
  topic: 'slow',
  severity: 'high',
  query: { contains: ['Auth request was queued for', 'auth workers: '], endedByStartOf: 'dovecot' },
  subject: 'dovecot auth',
  confidence: 'likely',
  explains: [
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'submissions-refused', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-login-process-limit',
      toldApartBy: {
        en: 'connections are taken; it is the check of the password that waits',
        zh: '连接已被接受，等待的是密码验证',
      },
    },
  ],
  texts: {
    en: {
      title: 'Log-ins wait for a free worker',
      because:
        'Dovecot’s auth workers were all busy ({count} warnings): log-ins are slow or fail for everybody. Behind it is a slow user database (PAM, LDAP, SQL) or a flood of guesses.',
      allClear: 'log-ins are checked without waiting',
    },
    zh: {
      title: '登录请求在排队等待验证',
      because:
        'Dovecot 的 auth worker 全部繁忙（{count} 条警告）：所有人的登录都变慢或失败。原因是用户数据库（PAM、LDAP、SQL）慢，或有人大量猜测密码。',
      allClear: '登录验证无需等待',
    },
  },
  fix: [
    {
      do: { en: 'See how long one check takes', zh: '测量一次验证的耗时' },
      command: 'time doveadm auth test USER',
      risk: 'none',
    },
    {
      do: {
        en: 'Cure the database or ban the guesser first; only then raise it: service auth-worker { process_limit = 100 } (2.3: auth_worker_max_count = 100)',
        zh: '先解决数据库或封禁猜测者；然后再调高：service auth-worker { process_limit = 100 }（2.3：auth_worker_max_count = 100）',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['journalctl --since -10min --no-pager | grep -c "Auth request was queued"'],
  references: ['https://doc.dovecot.org/main/core/config/auth/caching.html'],
})
