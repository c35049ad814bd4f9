import type { Provider } from '../provider.ts'

/** Postfix: how its replies look, and where to go with them. */
export const postfix: Provider = {
  id: 'postfix',
  name: 'Postfix',
  kind: 'server',
  marks: `
    recipient address rejected
    sender address rejected
    client host rejected
    helo command rejected
    delivery temporarily suspended
    host said
    refused to talk to me
    relay access denied
  `,
  tokens: [
    [
      'user-unknown',
      `
        user unknown in !sender !relay access
        undeliverable address !sender
        unverified address !sender !in progress !lost
      `,
    ],
    [
      'server-temporary-error',
      `
        address verification in progress
      `,
    ],
    [
      'sender-invalid',
      `
        sender address rejected & domain not found
        sender address rejected & need fully qualified
        sender address rejected & undeliverable
        sender address rejected & unverified
      `,
    ],
    [
      'sender-not-allowed',
      `
        sender address rejected & not owned
        sender address rejected & not logged in
      `,
    ],
    [
      'sender-blocked',
      `
        sender address rejected & access denied
      `,
    ],
    [
      'domain-unknown',
      `
        recipient address rejected domain not found
      `,
    ],
  ],
  links: ['https://www.postfix.org/postconf.5.html', 'https://www.postfix.org/SMTPD_ACCESS_README.html'],
  steps: {
    'relay-denied': [
      {
        en: 'Own server: is the domain in mydestination, virtual_mailbox_domains or relay_domains? Own users: let them log in on port 587.',
        zh: '自己的服务器：域名是否在 mydestination、virtual_mailbox_domains 或 relay_domains 中？自己的用户：在 587 端口登录。',
      },
    ],
    'user-unknown': [
      {
        en: 'Own server: postmap -q bob@example.org for the map that the text names (virtual alias, virtual mailbox, local).',
        zh: '自己的服务器：用 postmap -q 查询文本中提到的表（virtual alias、virtual mailbox、local）。',
      },
    ],
  },
}
