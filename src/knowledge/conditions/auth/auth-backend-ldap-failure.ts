import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** The directory server refuses the service account or does not answer: nobody can log in. */
export const authBackendLdapFailure = loggedCondition({
  id: 'auth-backend-ldap-failure',
  topic: 'downtime',
  severity: 'critical',
  query: {
    contains: [
      "LDAP: Can't connect to server",
      'LDAP: binding failed',
      'ldap_simple_bind_s() failed',
      'ldap_bind() failed',
      'LDAP: ldap_start_tls_s() failed',
      'dict_ldap_connect: Unable to',
      'dict_ldap_connect: Can',
    ],
  },
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
      title: 'The LDAP directory refuses or does not answer ({subject})',
      because:
        '{subject} could not connect or bind to the LDAP server ({count} times): the server is down, its certificate has expired, or the password of the service account has changed.',
      allClear: 'the LDAP directory answers',
    },
    zh: {
      title: 'LDAP 目录拒绝或没有响应（{subject}）',
      because:
        '{subject} 无法连接或绑定 LDAP 服务器（{count} 次）：服务器停机、证书过期，或服务账号的密码已更改。',
      allClear: 'LDAP 目录响应正常',
    },
  },
  fix: [
    {
      do: {
        en: 'Try the bind by hand with the account of the configuration',
        zh: '用配置中的账号手工绑定测试',
      },
      command: 'ldapwhoami -x -ZZ -H ldap://SERVER -D BIND_DN -W',
      risk: 'none',
    },
    {
      do: {
        en: 'Correct dn and dnpass (2.3: dovecot-ldap.conf.ext, 2.4: ldap_auth_dn), or start the server',
        zh: '更正 dn 与密码（2.3：dovecot-ldap.conf.ext；2.4：ldap_auth_dn），或启动 LDAP 服务器',
      },
      risk: 'reload',
    },
  ],
  verify: ['doveadm user USER@DOMAIN'],
  references: [
    'https://www.postfix.org/LDAP_README.html',
    'https://doc.dovecot.org/main/core/config/auth/databases/ldap.html',
  ],
})
