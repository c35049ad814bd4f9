import type { Provider } from '../provider.ts'

/** Barracuda: how its replies look, and where to go with them. */
export const barracuda: Provider = {
  id: 'barracuda',
  name: 'Barracuda',
  kind: 'filter',
  marks: `
    ~barracudacentral
    ~barracudanetworks
    ~barracuda
    ~cuda nsu
    ~cudasvc com
    ~ess barracuda*
  `,
  tokens: [
    [
      'recipient-rejected',
      `
        ~com blocked + permanent failure for one or more recipients
        ~org blocked + permanent failure for one or more recipients
        ~net blocked + permanent failure for one or more recipients
      `,
    ],
    [
      'ip-blocklisted',
      `
        ~b barracudacentral
        ~barracuda reputation
        ~bb barracudacentral
      `,
    ],
  ],
  dialect: [
    [
      'policy-blocked',
      `
        policy rejection
      `,
    ],
  ],
  links: ['https://www.barracudacentral.org/rbl/removal-request'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'Ask at barracudacentral.org/rbl/removal-request with IP, mail and phone; it is read within 12 hours.',
        zh: '在 barracudacentral.org/rbl/removal-request 填写 IP、邮箱和电话，12 小时内处理。',
      },
    ],
  },
}
