import type { Provider } from '../provider.ts'

/** Exim: how its replies look, and where to go with them. */
export const exim: Provider = {
  id: 'exim',
  name: 'Exim',
  kind: 'server',
  marks: `
    ~exim
    smtp error from remote mail server
    unrouteable address
    sender verify failed
    relay not permitted
    retry timeout exceeded
    all relevant mx records
  `,
  links: ['https://www.exim.org/exim-html-current/doc/html/spec_html/'],
  steps: {
    'user-unknown': [
      {
        en: 'Own server: exim -bt bob@example.org shows which router takes the address.',
        zh: '自己的服务器：exim -bt bob@example.org 可显示由哪个 router 处理。',
      },
    ],
  },
}
