import type { Provider } from '../provider.ts'

/** Windows Mail and Outlook for Windows: how their replies look, and where to go with them. */
export const windowsMail: Provider = {
  id: 'windows-mail',
  name: 'Windows Mail, Outlook for Windows',
  kind: 'client',
  marks: `
    ~0x80072e*
    ~0x80072f*
    ~0x8019019*
    ~0x86000*
  `,
  tokens: [
    [
      'dns-failure',
      `
        ~0x80072ee7
        couldnt find that server
      `,
    ],
    [
      'connection-failed',
      `
        ~0x80072ee2
        ~0x80072efd
        ~0x80072efe
        ~0x80072f30
        ~0x80072eff
      `,
    ],
    [
      'tls-failed:certificate',
      `
        ~0x80072f05
        ~0x80072f06
        ~0x80072f0d
      `,
    ],
    [
      'tls-failed',
      `
        ~0x80072f7d
        ~0x80072f8f
      `,
    ],
    [
      'auth-failed',
      `
        ~0x8019019a
        ~0x80190191
        ~0x86000108
      `,
    ],
  ],
  links: ['https://support.microsoft.com/outlook'],
  steps: {
    'auth-failed': [
      {
        en: 'Settings › Manage accounts: take the account off and add it again; with two-factor login use an app password.',
        zh: '设置 › 管理账户：删除后重新添加该账户；启用两步验证时使用应用专用密码。',
      },
    ],
    'connection-failed': [
      {
        en: 'Settings › Manage accounts › Advanced: server names, ports (993; 587 or 465) and SSL must fit together; then look at firewall and virus scanner.',
        zh: '设置 › 管理账户 › 高级：服务器名、端口（993；587 或 465）与 SSL 须匹配；再检查防火墙与杀毒软件。',
      },
    ],
    'tls-failed': [
      {
        en: 'Look at date and time of the computer first; own server: a certificate of a public CA for this name, with the whole chain.',
        zh: '先检查电脑的日期与时间；自己的服务器：使用公共 CA 为该名称签发的证书并含完整链。',
      },
    ],
  },
}
