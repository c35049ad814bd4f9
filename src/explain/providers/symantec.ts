import type { Provider } from '../provider.ts'

/** Symantec / Broadcom Email Security.cloud (MessageLabs): how its replies look, and where to go with them. */
export const symantec: Provider = {
  id: 'symantec',
  name: 'Symantec / Broadcom Email Security.cloud (MessageLabs)',
  kind: 'filter',
  marks: `
    ~messagelabs
    ~symanteccloud
    ~broadcom com
    ~symantec
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~legacyid tech246726
        ~tech246726
      `,
    ],
  ],
  dialect: [
    [
      'relay-denied',
      `
        as a relay
      `,
    ],
    [
      'spam-content',
      `
        message filtered
      `,
    ],
  ],
  links: ['https://ipremoval.sms.symantec.com/', 'https://knowledge.broadcom.com/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Ask at ipremoval.sms.symantec.com for the IP.',
        zh: '在 ipremoval.sms.symantec.com 为该 IP 申请解除。',
      },
    ],
  },
}
