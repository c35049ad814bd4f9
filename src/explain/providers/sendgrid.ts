import type { Provider } from '../provider.ts'

/** Twilio SendGrid: how its replies look, and where to go with them. */
export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'Twilio SendGrid',
  kind: 'sender',
  marks: `
    ~sendgrid
  `,
  tokens: [
    ['sending-quota-exceeded', 'maximum credits exceeded'],
    [
      'user-unknown',
      `
        bounced address
      `,
    ],
    [
      'spam-content',
      `
        spam reporting address
      `,
    ],
    [
      'sender-not-allowed',
      `
        verified sender identity
      `,
    ],
  ],
  links: [
    'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/smtp-errors-and-troubleshooting',
  ],
  steps: {
    'sender-not-allowed': [
      {
        en: 'Authenticate the domain, or verify the single sender, under Settings › Sender Authentication.',
        zh: '在 Settings › Sender Authentication 认证域名或验证单一发件人。',
      },
    ],
  },
}
