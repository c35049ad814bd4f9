import type { Provider } from '../provider.ts'

/** Gmail app and other phone apps: how its replies look, and where to go with them. */
export const gmailApp: Provider = {
  id: 'gmail-app',
  name: 'Gmail app and other phone apps',
  kind: 'client',
  marks: `
    ~javax net ssl
    ~java net
    ~java security cert
    couldnt sign in
    couldnt open connection to server
    cant connect to server
    gmail app
  `,
  tokens: [
    [
      'auth-failed',
      `
        couldnt sign in
        cant sign in
        username or password is incorrect
        login via your web browser
      `,
    ],
    [
      'tls-failed:certificate',
      `
        certificate not valid
        problem with the server certificate
        couldnt establish a secure connection
        trust anchor for certification path
        ~sslpeerunverifiedexception
        ~certpathvalidatorexception
        security certificate & not trusted
      `,
    ],
    [
      'tls-failed',
      `
        ~sslhandshakeexception
        cannot connect securely to server
        due to security error
      `,
    ],
    [
      'dns-failure',
      `
        ~unknownhostexception
        no address associated with hostname
      `,
    ],
    [
      'connection-failed',
      `
        problem communicating with & settings
        ~sockettimeoutexception
        couldnt open connection to server
        cant connect to server
        couldnt reach server
        couldnt finish & server
      `,
    ],
  ],
  links: ['https://support.google.com/mail/answer/7126229'],
  steps: {
    'connection-failed': [
      {
        en: 'Account › Incoming and outgoing settings: server name, port (993, 587 or 465) and security type must fit together.',
        zh: '账户 › 收发服务器设置：服务器名、端口（993、587 或 465）与安全类型须匹配。',
      },
    ],
    'auth-failed': [
      {
        en: 'With two-factor login make an app password; for Microsoft and Google add the account by their own sign-in.',
        zh: '启用两步验证时生成应用专用密码；微软与谷歌账户用其官方登录方式添加。',
      },
    ],
  },
}
