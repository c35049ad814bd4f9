import type { Provider } from '../provider.ts'

/** Proofpoint: how its replies look, and where to go with them. */
export const proofpoint: Provider = {
  id: 'proofpoint',
  name: 'Proofpoint',
  kind: 'filter',
  marks: `
    ~proofpoint com
    ~pphosted com
    ~ppe hosted com
    ~proofpoint
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~ipcheck proofpoint
        ~proofpoint com dnsbl lookup
      `,
    ],
  ],
  dialect: [
    [
      'poor-reputation',
      `
        blocked see
      `,
    ],
    [
      'policy-blocked',
      `
        local policy violation
      `,
    ],
  ],
  links: ['https://ipcheck.proofpoint.com/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Look the IP up at ipcheck.proofpoint.com and ask there for removal.',
        zh: '在 ipcheck.proofpoint.com 查询 IP 并申请解除。',
      },
    ],
  },
}
