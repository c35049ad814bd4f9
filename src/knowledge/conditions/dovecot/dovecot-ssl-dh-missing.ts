import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** ssl_dh names a file that is not there (since 2.3 it must be made by hand): Dovecot does not start. */
export const dovecotSslDhMissing = loggedCondition({
  id: 'dovecot-ssl-dh-missing',
  topic: 'updates',
  severity: 'medium',
  query: { contains: ["ssl_dh: Can't open file", 'ssl_server_dh_file: Can'], endedByStartOf: 'dovecot' },
  subject: ({ text }) => /open file (\/\S{1,200}?):/.exec(text)?.[1] ?? 'ssl_dh',
  confidence: 'certain',
  marks: ({ subject }) => [`path:${subject}`, 'unit:dovecot.service', 'program:dovecot'],
  explains: [
    { condition: 'dovecot-stopped' },
    { condition: 'service-not-listening' },
    { condition: 'logins-failing', when: isPasswordCheck },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-24-config-incompatible',
      toldApartBy: { en: 'the setting is known; its file is missing', zh: '设置本身有效，缺少的是文件' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot misses its DH file {subject}',
      because:
        'Dovecot is told to read Diffie-Hellman parameters from {subject}, which cannot be opened ({count} times).',
      allClear: 'the DH file is there or not asked for',
    },
    zh: {
      title: 'Dovecot 缺少 DH 文件 {subject}',
      because: 'Dovecot 配置从 {subject} 读取 Diffie-Hellman 参数，但无法打开该文件（{count} 次）。',
      allClear: 'DH 文件存在或不需要',
    },
  },
  fix: [
    {
      do: {
        en: 'Make it (takes minutes), or delete the ssl_dh line: today’s clients use elliptic curves',
        zh: '生成该文件（需要几分钟），或删除 ssl_dh 行：如今的客户端使用椭圆曲线',
      },
      command: 'openssl dhparam -out {subject} 3072 && systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['doveconf -n > /dev/null', 'systemctl is-active dovecot'],
  references: ['https://doc.dovecot.org/2.3/installation_guide/upgrading/from-2.2-to-2.3/'],
})
