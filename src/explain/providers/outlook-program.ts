import type { Provider } from '../provider.ts'

/** The code says which digit the server said; where its words are there too, they say more. */
function withoutReply(lines: string): string {
  return lines.replaceAll(/\S[^\n]*/g, (line) => `${line} !server responded !server response`)
}

/** Outlook (the program): how its replies look, and where to go with them. */
export const outlookProgram: Provider = {
  id: 'outlook-program',
  name: 'Outlook (the program)',
  kind: 'client',
  marks: `
    ~outlook
    ~0x800ccc*
    ~0x80042*
    ~0x80040*
    ~0x80048*
  `,
  tokens: [
    [
      'connection-failed',
      `
        ~0x800ccc0e
        ~0x800ccc0f
        ~0x800ccc12
        ~0x800ccc13
        ~0x800ccc14
        ~0x800ccc15
        ~0x800ccc19
        ~0x80042108
        ~0x80042109
        ~0x8004210a
        ~0x8004210b
        ~0x80042112
        ~0x800ccc67
        ~0x800ccc05
        ~0x800cccdd
        ~0x800cccd9
        ~0x8004011d
        ~0x80040115
      `,
    ],
    [
      'dns-failure',
      `
        ~0x800ccc0d
      `,
    ],
    [
      'server-temporary-error',
      withoutReply(`
        ~0x800ccc0b
        ~0x800ccc68
        ~0x800ccc6a
      `),
    ],
    [
      'auth-failed',
      `
        ~0x800ccc16
        ~0x800ccc18
        ~0x800ccc29
        ~0x800ccc80
        ~0x800ccc90
        ~0x800ccc91
        ~0x800ccc92
        ~0x800cccd1
        ~0x800cccdf
        ~0x800ccce0
        ~0x80048802
        ~0x80040119
      `,
    ],
    [
      'auth-required',
      withoutReply(`
        ~0x800ccc78
        ~0x800ccc81
      `),
    ],
    [
      'relay-denied',
      withoutReply(`
        ~0x800ccc79
        ~0x80042111
      `),
    ],
    [
      'tls-failed:certificate',
      `
        ~0x800ccc01
        ~0x800ccc02
        target principal name is incorrect
        security certificate that cannot be verified
      `,
    ],
    [
      'tls-failed',
      `
        ~0x800ccc1a
        ~0x800ccc1b
        ~0x800ccc7d
        ~0x8004210c
      `,
    ],
    [
      'tls-required',
      `
        ~0x800ccc7e
      `,
    ],
    [
      'protocol-error',
      withoutReply(`
        ~0x800ccc60
        ~0x800ccc61
        ~0x800ccc62
        ~0x800ccc63
        ~0x800ccc64
        ~0x800ccc65
        ~0x800ccc66
        ~0x800cccd3
        ~0x800cccd4
        ~0x800cccd5
      `),
    ],
    [
      'user-unknown',
      withoutReply(`
        ~0x800ccc69
        ~0x800ccc6b
      `),
    ],
    [
      'disk-full',
      withoutReply(`
        ~0x800ccc6c
      `),
    ],
    [
      'mailbox-full',
      withoutReply(`
        ~0x800ccc6d
      `),
    ],
    [
      'address-syntax',
      withoutReply(`
        ~0x800ccc6e
        ~0x800ccc10
      `),
    ],
    [
      'server-misconfigured',
      `
        ~0x8004010f
        ~0x80040154
        ~0x80040201
      `,
    ],
  ],
  links: ['https://support.microsoft.com/outlook'],
  steps: {
    'connection-failed': [
      {
        en: 'Check name and port of the server in the account settings: incoming 993 with SSL/TLS, outgoing 587 with STARTTLS or 465 with SSL/TLS.',
        zh: '在账户设置中检查服务器名与端口：收信 993（SSL/TLS），发信 587（STARTTLS）或 465（SSL/TLS）。',
      },
      {
        en: 'Switch the e-mail scanning of the virus scanner off for a try: it is a frequent cause of 0x800CCC0F and 0x80042109.',
        zh: '试着关闭杀毒软件的邮件扫描：它常导致 0x800CCC0F 与 0x80042109。',
      },
      {
        en: 'From the same computer: Test-NetConnection mail.example.org -Port 587. If that fails, the network or provider blocks it.',
        zh: '在同一电脑运行 Test-NetConnection mail.example.org -Port 587；失败则为网络或运营商拦截。',
      },
    ],
    'auth-required': [
      {
        en: 'Account settings › More settings › Outgoing server: "My outgoing server requires authentication".',
        zh: '账户设置 › 其他设置 › 发送服务器：勾选“我的发送服务器要求验证”。',
      },
    ],
    'relay-denied': [
      {
        en: 'Account settings › More settings › Outgoing server: "My outgoing server requires authentication".',
        zh: '账户设置 › 其他设置 › 发送服务器：勾选“我的发送服务器要求验证”。',
      },
    ],
    'tls-failed': [
      {
        en: 'The encryption type does not fit the port: 465 and 993 want SSL/TLS, 587 and 143 want STARTTLS.',
        zh: '加密类型与端口不符：465 和 993 用 SSL/TLS，587 和 143 用 STARTTLS。',
      },
    ],
  },
}
