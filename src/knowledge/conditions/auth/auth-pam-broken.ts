import { loggedCondition } from '../../logged-condition.ts'

/**
 * PAM itself refuses: no service file, a locked account or an expired password, a module that is not there.
 */
export const authPamBroken = loggedCondition({
  id: 'auth-pam-broken',
  topic: 'client',
  severity: 'medium',
  query: {
    contains: [
      'pam_authenticate() failed: Permission denied',
      'pam_authenticate() failed: Module is unknown',
      'pam_authenticate() failed: System error',
      'pam_authenticate() failed: Cannot make/remove',
      'pam_acct_mgmt() failed',
      'pam_start() failed',
    ],
  },
  subject: ({ text }) => /pam\(([^,()\s]{1,320})/.exec(text)?.[1] ?? 'PAM',
  confidence: 'likely',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'PAM does not say "Authentication failure": the account or the set-up is what it refuses',
        zh: 'PAM 返回的不是 “Authentication failure”，而是账户或配置问题',
      },
    },
  ],
  texts: {
    en: {
      title: 'PAM refuses {subject}: not because of the password',
      because:
        'Log-ins of {subject} fail in PAM itself ({count} times): the file /etc/pam.d/dovecot is missing or names a missing module, the account is locked, or its password has expired.',
      allClear: 'PAM works',
    },
    zh: {
      title: 'PAM 拒绝 {subject}，且与密码无关',
      because:
        '{subject} 的登录在 PAM 中失败（{count} 次）：/etc/pam.d/dovecot 缺失或引用了不存在的模块、账户被锁定，或密码已过期。',
      allClear: 'PAM 工作正常',
    },
  },
  fix: [
    {
      do: { en: 'See the account’s state', zh: '查看账户状态' },
      command: 'chage -l {subject}; faillock --user {subject}; ls -l /etc/pam.d/dovecot',
      risk: 'none',
    },
    {
      do: { en: 'Unlock it, or extend the password’s life', zh: '解锁账户，或延长密码有效期' },
      command: 'faillock --user {subject} --reset; chage -M -1 {subject}',
      risk: 'none',
    },
  ],
  verify: ['doveadm auth test {subject}'],
  references: ['https://doc.dovecot.org/main/core/config/auth/databases/pam.html'],
})
