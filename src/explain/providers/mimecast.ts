import type { Provider } from '../provider.ts'

/** Mimecast: how its replies look, and where to go with them. */
export const mimecast: Provider = {
  id: 'mimecast',
  name: 'Mimecast',
  kind: 'filter',
  marks: `
    ~mimecast com
    ~mimecast org
    ~mimecast
    ~doc 1369
  `,
  tokens: [
    [
      'greylisted',
      `
        internal resource temporarily unavailable
        internal resources are temporarily unavailable
      `,
    ],
    [
      'poor-reputation',
      `
        ~csi mimecast org
        poor reputation sender
        ip temporarily blacklisted
      `,
    ],
    [
      'sender-blocked',
      `
        administrative prohibition envelope blocked
      `,
    ],
    [
      'recipient-rejected',
      `
        envelope blocked user entry
        envelope blocked user domain entry
      `,
    ],
  ],
  dialect: [
    [
      'spf-fail',
      `
        anti spoofing
        header based anti spoofing
      `,
    ],
    [
      'spam-content',
      `
        rejected due to security policies
      `,
    ],
    [
      'sender-blocked',
      `
        sender address blocked
      `,
    ],
    [
      'dmarc-fail',
      `
        dmarc sender invalid
      `,
    ],
    [
      'user-unknown',
      `
        invalid recipient
        recipient & invalid
      `,
    ],
    [
      'relay-denied',
      `
        open relay not allowed
      `,
    ],
    [
      'policy-blocked',
      `
        administrative prohibition
      `,
    ],
    [
      'server-temporary-error',
      `
        account service is temporarily unavailable
        recipient temporarily unavailable
      `,
    ],
  ],
  links: ['https://community.mimecast.com/s/article/email-security-cloud-gateway-mimecast-smtp-error-codes'],
  steps: {
    'sender-blocked': [
      {
        en: "The receiving company's admin lifts the block (Mimecast › Gateway › Policies › Blocked Senders); Mimecast itself does not.",
        zh: '由收件公司的管理员解除（Mimecast › Gateway › Policies › Blocked Senders）；Mimecast 不代为处理。',
      },
    ],
    greylisted: [
      {
        en: 'Mimecast greylists the first contact: the retry after a minute or more gets in.',
        zh: 'Mimecast 对首次来信做灰名单：一分钟后重试即可通过。',
      },
    ],
    'spf-fail': [
      {
        en: 'The reply means that mail "from" the receiver\'s own domain came from outside: the receiver exempts your server in the anti-spoofing policy.',
        zh: '表示以收件方自身域名从外部发来：由收件方在反伪造策略中放行你的服务器。',
      },
    ],
  },
}
