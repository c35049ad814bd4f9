import type { Provider } from '../provider.ts'

/** HCL Domino (Lotus Notes): how its replies look, and where to go with them. */
export const hclDomino: Provider = {
  id: 'hcl-domino',
  name: 'HCL Domino (Lotus Notes)',
  kind: 'server',
  marks: `
    ~domino
    ~lotus
    domino directory
    name and address book
  `,
  tokens: [
    [
      'user-unknown',
      `
        not listed in domino directory
        not listed in public name
      `,
    ],
  ],
  links: ['https://help.hcl-software.com/domino/'],
  steps: {
    'user-unknown': [
      {
        en: 'Own server: the person document needs that internet address.',
        zh: '自己的服务器：person 文档中须有该 Internet 地址。',
      },
    ],
  },
}
