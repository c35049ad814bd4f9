import type { Provider } from '../provider.ts'

/** Apache James: how its replies look, and where to go with them. */
export const james: Provider = {
  id: 'james',
  name: 'Apache James',
  kind: 'server',
  marks: `
    ~james
  `,
  links: ['https://james.apache.org/'],
  steps: {
    'user-unknown': [{ en: 'Own server: james-cli listusers.', zh: '自己的服务器：james-cli listusers。' }],
  },
}
