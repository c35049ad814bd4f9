import type { Provider } from '../provider.ts'

/** Postmark, Mailchimp, Brevo, SparkPost: how its replies look, and where to go with them. */
export const postmark: Provider = {
  id: 'postmark',
  name: 'Postmark, Mailchimp, Brevo, SparkPost',
  kind: 'sender',
  marks: `
    ~postmarkapp
    ~mandrillapp
    ~sparkpost
    ~sendinblue
    ~brevo
  `,
  links: ['https://postmarkapp.com/support'],
  steps: {
    'sender-not-allowed': [
      {
        en: "Confirm the sender signature or domain in the service's panel.",
        zh: '在服务面板确认发件人签名或域名。',
      },
    ],
  },
}
