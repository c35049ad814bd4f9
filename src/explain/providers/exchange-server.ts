import type { Provider } from '../provider.ts'

/** Exchange Server (on premises): how its replies look, and where to go with them. */
export const exchangeServer: Provider = {
  id: 'exchange-server',
  name: 'Exchange Server (on premises)',
  kind: 'server',
  marks: `
    ~resolver
    ~storedrv
    ~smtpsend
    insufficient system resources
    ~winsock
  `,
  tokens: [
    [
      'disk-full',
      `
        insufficient system resources
      `,
    ],
    [
      'domain-unknown',
      `
        ~smtpsend dns nonexistentdomain
      `,
    ],
    [
      'routing-loop',
      `
        hop count exceeded
      `,
    ],
    [
      'server-temporary-error',
      `
        ~storedrv deliver + missing or bad
      `,
    ],
    [
      'address-syntax',
      `
        ~storedrv submit + invalid recipient
      `,
    ],
  ],
  links: ['https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports'],
  steps: {
    'disk-full': [
      {
        en: '"Back pressure": free disk or memory on the Exchange server; Get-ExchangeDiagnosticInfo shows which resource.',
        zh: '“Back pressure”：释放 Exchange 服务器磁盘或内存；Get-ExchangeDiagnosticInfo 可查看是哪种资源。',
      },
    ],
  },
}
