import type { Provider } from '../provider.ts'

/** Namecheap Private Email, jellyfish: how its replies look, and where to go with them. */
export const namecheap: Provider = {
  id: 'namecheap',
  name: 'Namecheap Private Email, jellyfish',
  kind: 'mailbox',
  marks: `
    ~privateemail com
    ~registrar servers
    ~jellyfish
  `,
  links: ['https://www.namecheap.com/support/knowledgebase/'],
  steps: {
    'sending-quota-exceeded': [
      {
        en: 'Private Email allows a fixed number an hour: wait, or raise the plan.',
        zh: 'Private Email 每小时有固定额度：等待或升级套餐。',
      },
    ],
  },
}
