import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** Stored passwords are hashed in a way that this Dovecot does not know, or no longer takes (2.4). */
export const authPasswordSchemeUnsupported = loggedCondition({
  id: 'auth-password-scheme-unsupported',
  topic: 'client',
  severity: 'high',
  query: {
    contains: [
      'Unknown scheme ',
      'Unknown password scheme',
      'Weak password scheme',
      'Unsupported password scheme',
    ],
  },
  subject: 'dovecot passdb',
  confidence: 'likely',
  explains: [{ condition: 'logins-failing', when: isPasswordCheck }],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'the stored hash is what cannot be read; any password fails',
        zh: '是存储的哈希无法识别，任何密码都会失败',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot cannot check some stored passwords',
      because:
        'The passdb holds hashes of a scheme that this Dovecot does not know or refuses ({count} times): those users cannot log in whatever they type. Often after a migration or an upgrade.',
      allClear: 'all password hashes are of known schemes',
    },
    zh: {
      title: 'Dovecot 无法验证部分已存储的密码',
      because:
        'passdb 中的哈希方案不被此 Dovecot 识别或接受（{count} 次）：这些用户无论输入什么都无法登录。常见于迁移或升级之后。',
      allClear: '所有密码哈希的方案均可识别',
    },
  },
  fix: [
    {
      do: { en: 'See which schemes it knows', zh: '查看支持的方案' },
      command: 'doveadm pw -l',
      risk: 'none',
    },
    {
      do: {
        en: 'Set new passwords, or write the right scheme prefix before the hashes; 2.4 takes old schemes only with auth_allow_weak_schemes = yes',
        zh: '重新设置密码，或在哈希前写上正确的方案前缀；2.4 仅在 auth_allow_weak_schemes = yes 时接受旧方案',
      },
      risk: 'none',
    },
  ],
  verify: ['doveadm auth test USER'],
  references: ['https://doc.dovecot.org/main/core/config/auth/schemes.html'],
})
