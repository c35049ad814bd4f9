import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * Postfix asks Cyrus saslauthd, whose socket it does not reach: stopped, outside the chroot, or not for its group.
 */
export const authSaslauthdUnreachable = loggedCondition({
  id: 'auth-saslauthd-unreachable',
  topic: 'client',
  severity: 'high',
  query: { contains: ['cannot connect to saslauthd server'] },
  subject: 'saslauthd',
  confidence: 'likely',
  explains: [
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'submissions-refused', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'the reply is "generic failure", not "authentication failure"',
        zh: '返回的是 “generic failure”，而不是 “authentication failure”',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix cannot reach saslauthd',
      because:
        'Passwords are checked by saslauthd, and Postfix could not connect to it ({count} times): every log-in ends with "generic failure".',
      allClear: 'Postfix reaches saslauthd',
    },
    zh: {
      title: 'Postfix 无法连接 saslauthd',
      because:
        '密码由 saslauthd 验证，但 Postfix 无法连接（{count} 次）：所有登录都以 “generic failure” 失败。',
      allClear: 'Postfix 可以连接 saslauthd',
    },
  },
  fix: [
    {
      do: { en: 'Start it', zh: '启动 saslauthd' },
      command: 'systemctl enable --now saslauthd',
      risk: 'restart',
    },
    {
      do: {
        en: 'With a chrooted smtpd its socket belongs into the chroot: OPTIONS="-c -m /var/spool/postfix/var/run/saslauthd" in /etc/default/saslauthd, and Postfix into its group',
        zh: '若 smtpd 在 chroot 中，套接字应放入 chroot：在 /etc/default/saslauthd 设置 OPTIONS="-c -m /var/spool/postfix/var/run/saslauthd"，并把 postfix 加入组',
      },
      command: 'adduser postfix sasl && systemctl restart saslauthd postfix',
      risk: 'restart',
    },
  ],
  verify: ['testsaslauthd -u USER -p PASSWORD -f /var/spool/postfix/var/run/saslauthd/mux'],
  references: ['https://wiki.debian.org/PostfixAndSASL'],
})
