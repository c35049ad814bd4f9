import type { Provider } from '../provider.ts'

/** Thunderbird: how its replies look, and where to go with them. */
export const thunderbird: Provider = {
  id: 'thunderbird',
  name: 'Thunderbird',
  kind: 'client',
  marks: `
    ~thunderbird
    ~sec error*
    ~ssl error*
    ~mozilla pkix*
    peer certificate
  `,
  tokens: [
    [
      'tls-failed:certificate',
      `
        ~sec error*
        ~sec_error*
        ~mozilla pkix*
        ~ssl error bad cert domain
        peer certificate issuer
        certificate issuer is not recognized
        configuration related to & must be corrected
        issuer certificate is unknown
        certificate is not trusted because
        add security exception
        attempting to identify itself with invalid information
      `,
    ],
    [
      'tls-failed',
      `
        ~ssl error*
        ~pr end of file error
        unable to establish a secure link
      `,
    ],
    [
      'auth-failed',
      `
        login to server & failed
        sending of password did not succeed
        unable to authenticate to smtp server
        unable to authenticate to outgoing server
        does not support the selected authentication method
        ticket was not accepted by
        does not seem to support encrypted passwords
        does not allow plaintext passwords
      `,
    ],
    [
      'connection-failed',
      `
        timed out & contact
        failed to connect to server
        could not connect to & server
        outgoing server smtp & unavailable
        refusing smtp connections
        lost in the middle of the transaction
        unable to connect to your imap server
      `,
    ],
    [
      'dns-failure',
      `
        outgoing server smtp & is unknown
        failed to find the server
      `,
    ],
    [
      'message-too-big',
      `
        exceeds the global size limit of the server
      `,
    ],
  ],
  links: ['https://support.mozilla.org/products/thunderbird'],
  steps: {
    'tls-failed': [
      {
        en: 'Is the server name in the account the one in the certificate? Use the full name (mail.example.org), not an IP or an alias.',
        zh: '账户中的服务器名是否与证书一致？使用完整名称（mail.example.org），不要用 IP 或别名。',
      },
      {
        en: 'Own server: serve the whole chain (fullchain.pem) and renew in time; check with openssl s_client -starttls smtp -connect NAME:587.',
        zh: '自己的服务器：提供完整证书链（fullchain.pem）并按时续期；用 openssl s_client -starttls smtp -connect NAME:587 检查。',
      },
    ],
    'auth-failed': [
      {
        en: 'Account settings › Outgoing server: normal password with STARTTLS, or OAuth2 for Gmail and Microsoft.',
        zh: '账户设置 › 发件服务器：STARTTLS 配普通密码；Gmail 与微软用 OAuth2。',
      },
    ],
  },
}
