import type { Provider } from '../provider.ts'

/** Naver, Daum: how its replies look, and where to go with them. */
export const naver: Provider = {
  id: 'naver',
  name: 'Naver, Daum',
  kind: 'mailbox',
  marks: `
    ~naver com
    ~navercorp
    ~daum net
    ~hanmail
  `,
  links: ['https://mail.naver.com/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Write to the postmaster of naver.com or daum.net with the IP and the reply.',
        zh: '附 IP 与回复写信给 naver.com 或 daum.net 的 postmaster。',
      },
    ],
  },
}
