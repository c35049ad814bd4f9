import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * The database that knows the users does not answer: nobody can log in, and lookups of recipients fail too.
 */
export const authBackendSqlDown = loggedCondition({
  id: 'auth-backend-sql-down',
  topic: 'downtime',
  severity: 'critical',
  query: {
    contains: [
      'Connect failed to database',
      "Can't connect to MySQL server",
      "Can't connect to server on",
      "Can't connect to local server",
      'connect to mysql server',
      'connect to pgsql server',
      'connect to PostgreSQL server',
    ],
  },
  accepts: ({ program, service }) =>
    program.startsWith('postfix') || service.startsWith('auth') || service === 'dict',
  subject: ({ program }) => (program.startsWith('postfix') ? 'Postfix lookups' : 'Dovecot log-ins'),
  confidence: 'likely',
  marks: () => ['reason:server-temporary-error'],
  explains: [
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: { en: 'nobody can log in, not one user', zh: '所有用户都无法登录，而不是某一个用户' },
    },
  ],
  texts: {
    en: {
      title: 'The user database does not answer ({subject})',
      because:
        '{subject} asked the SQL server for users and could not connect ({count} times). Passwords cannot be checked, so no log-in works; recipients cannot be looked up, so incoming mail is put off with 451.',
      allClear: 'the user database answers',
    },
    zh: {
      title: '用户数据库没有响应（{subject}）',
      because:
        '{subject} 无法连接存放用户的 SQL 服务器（{count} 次）。密码无法验证，登录全部失败；收件人无法查询，来信以 451 暂缓。',
      allClear: '用户数据库响应正常',
    },
  },
  fix: [
    {
      do: {
        en: 'See whether the database runs, and why not (full disk and out of memory come first)',
        zh: '检查数据库是否运行及其原因（先看磁盘和内存）',
      },
      command: 'systemctl status mariadb mysql postgresql --no-pager',
      risk: 'none',
    },
    { do: { en: 'Start it', zh: '启动数据库' }, command: 'systemctl start mariadb', risk: 'restart' },
    {
      do: {
        en: 'Check address, user and password of the connection in /etc/dovecot/dovecot-sql.conf.ext and /etc/postfix/*.cf',
        zh: '检查 /etc/dovecot/dovecot-sql.conf.ext 与 /etc/postfix/*.cf 中的地址、用户与密码',
      },
      risk: 'none',
    },
  ],
  verify: ['doveadm user USER@DOMAIN', 'postmap -q USER@DOMAIN mysql:/etc/postfix/virtual-mailbox-maps.cf'],
  references: [
    'https://www.postfix.org/MYSQL_README.html',
    'https://doc.dovecot.org/main/core/config/auth/databases/sql.html',
  ],
})
