import type { Provider } from '../provider.ts'

/** MailProtect, Solarwinds, AppRiver: how its replies look, and where to go with them. */
export const messagelabsMailprotect: Provider = {
  id: 'messagelabs-mailprotect',
  name: 'MailProtect, Solarwinds, AppRiver',
  kind: 'filter',
  marks: `
    ~appriver
    ~arsmtp com
    ~zixmail
  `,
  links: ['https://support.appriver.com/'],
  steps: {
    'policy-blocked': [
      {
        en: "The receiver's admin releases the message or allows the sender in the filter's panel.",
        zh: '由收件方管理员在过滤面板中放行。',
      },
    ],
  },
}
