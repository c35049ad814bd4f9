import type { Provider } from '../provider.ts'

/** Apple Mail, iOS Mail: how its replies look, and where to go with them. */
export const appleMail: Provider = {
  id: 'apple-mail',
  name: 'Apple Mail, iOS Mail',
  kind: 'client',
  marks: `
    apple mail
    ~ios mail
    iphone
    cannot send mail
    cannot get mail
    cannot verify server identity
  `,
  tokens: [
    [
      'tls-failed:certificate',
      `
        cannot verify server identity
        identity of & cannot be verified
        could not verify server identity
      `,
    ],
    [
      'connection-failed',
      `
        connection to the server failed
        connection to the outgoing server failed
        connection to the server on port
        cannot be contacted on port
        server is not responding
        mail could not connect
      `,
    ],
    [
      'auth-failed',
      `
        rejected the password
        the user name or password for & is incorrect
        username or password for & is incorrect
        cannot get mail & password
      `,
    ],
    [
      'sender-not-allowed',
      `
        sender address was rejected by the server
        sender address was invalid
      `,
    ],
    [
      'relay-denied',
      `
        rejected & does not allow relaying
      `,
    ],
    [
      'user-unknown',
      `
        one of the recipients was rejected by the server !relay* !server response
        recipient was rejected by the server !relay* !server response
      `,
    ],
  ],
  links: ['https://support.apple.com/mail'],
  steps: {
    'tls-failed': [
      {
        en: 'Settings › Mail › Accounts › Advanced: use the host name that stands in the certificate; own server: a certificate of a public CA with the whole chain.',
        zh: '设置 › 邮件 › 账户 › 高级：使用证书中的主机名；自己的服务器：使用公共 CA 证书并含完整链。',
      },
    ],
    'connection-failed': [
      {
        en: 'Settings › Mail › Accounts › SMTP: the primary server is on, port 587, "Use SSL" on, password authentication.',
        zh: '设置 › 邮件 › 账户 › SMTP：启用主服务器，端口 587，打开“使用 SSL”，密码认证。',
      },
    ],
    'auth-failed': [
      {
        en: 'Enter the password again under SMTP, too: it is stored apart from that for incoming mail.',
        zh: '在 SMTP 处也重新输入密码：它与收信密码分开保存。',
      },
    ],
  },
}
