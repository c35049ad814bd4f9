import type { Provider } from '../provider.ts'

/** GMX, WEB.DE, mail.com, IONOS: how its replies look, and where to go with them. */
export const gmx: Provider = {
  id: 'gmx',
  name: 'GMX, WEB.DE, mail.com, IONOS',
  kind: 'mailbox',
  marks: `
    ~gmx net
    ~gmx com
    ~gmx de
    ~web de
    ~1and1
    ~1und1
    ~ionos
    ~kundenserver de
    ~perfora net
    ~mail com
    nemesis esmtp
    nemesis
  `,
  tokens: [
    [
      'missing-ptr',
      `
        bad dns ptr resource record
        ~c rdns
      `,
    ],
    [
      'poor-reputation',
      `
        ~c bip
        ~c bl
        ~postmaster gmx & black
        no smtp service + bad ip
      `,
    ],
  ],
  dialect: [
    [
      'missing-ptr',
      `
        invalid dns ptr
      `,
    ],
    [
      'poor-reputation',
      `
        no smtp service
        ip address is black* !spamhaus
        blacklist* !~spamhaus
        exceeded + ip
        transaction failed + reputation
      `,
    ],
    [
      'rate-limited',
      `
        too many !on the server
        exceeded the maximum
      `,
    ],
    [
      'policy-blocked',
      `
        reject due to policy restrictions
        reject due to policy
      `,
    ],
    [
      'user-unknown',
      `
        mailbox unavailable !policy
      `,
    ],
    [
      'mailbox-full',
      `
        storage allocation
      `,
    ],
  ],
  links: ['https://postmaster.gmx.net/en/error-messages', 'https://postmaster.web.de/en/error-messages'],
  steps: {
    'poor-reputation': [
      {
        en: 'Open postmaster.gmx.net/en/error-messages with the code from the reply and use its contact form.',
        zh: '用回复中的代码查 postmaster.gmx.net/en/error-messages，并使用该页的联系表单。',
      },
    ],
    'missing-ptr': [
      {
        en: 'GMX wants a PTR that names a mail server, not a generic one with the IP in it.',
        zh: 'GMX 要求 PTR 指向邮件服务器名，而不是含 IP 的通用名称。',
      },
    ],
  },
}
