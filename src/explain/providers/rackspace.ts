import type { Provider } from '../provider.ts'

/** Rackspace Email: how its replies look, and where to go with them. */
export const rackspace: Provider = {
  id: 'rackspace',
  name: 'Rackspace Email',
  kind: 'mailbox',
  marks: `
    ~emailsrvr com
    ~rackspace
  `,
  links: ['https://docs.rackspace.com/docs/error-codes-for-rackspace-email'],
  steps: {
    'sending-quota-exceeded': [
      {
        en: 'Wait a day or use a bulk service; look for a hacked mailbox.',
        zh: '等待一天或改用群发服务；检查邮箱是否被盗。',
      },
    ],
  },
}
