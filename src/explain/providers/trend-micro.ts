import type { Provider } from '../provider.ts'

/** Trend Micro ERS: how its replies look, and where to go with them. */
export const trendMicro: Provider = {
  id: 'trend-micro',
  name: 'Trend Micro ERS',
  kind: 'filter',
  marks: `
    ~trendmicro
    ~mail abuse com
    ~mail abuse org
    trend micro
    ~ers trendmicro
  `,
  tokens: [
    [
      'ip-blocklisted',
      `
        trend micro rbl
        blocked using trend micro
        ~mail abuse com cgi bin
        ~r mail abuse com
      `,
    ],
    [
      'dynamic-ip',
      `
        ~dialups mail abuse
      `,
    ],
  ],
  links: ['https://servicecentral.trendmicro.com/en-US/ers/ip-lookup/'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'Look the IP up at servicecentral.trendmicro.com (ERS) and request removal.',
        zh: '在 servicecentral.trendmicro.com（ERS）查询 IP 并申请移除。',
      },
    ],
  },
}
