import type { Provider } from '../provider.ts'

/** Forcepoint, Websense: how its replies look, and where to go with them. */
export const forcepoint: Provider = {
  id: 'forcepoint',
  name: 'Forcepoint, Websense',
  kind: 'filter',
  marks: `
    ~mailcontrol com
    ~forcepoint
    ~websense
    ~blackspider
  `,
  links: ['https://support.forcepoint.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "Ask the receiver's admin: the rule is theirs, Forcepoint only runs it.",
        zh: '询问收件方管理员：规则由其设定，Forcepoint 只是执行。',
      },
    ],
  },
}
