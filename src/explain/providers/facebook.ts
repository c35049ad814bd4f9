import type { Provider } from '../provider.ts'

/** Facebook's mail servers: how their replies look, and where to go with them. */
export const facebook: Provider = {
  id: 'facebook',
  name: 'Facebook',
  kind: 'mailbox',
  marks: `
    ~facebook com
    ~facebookmail com
  `,
  tokens: [
    ['user-unknown', '~rcp p1'],
    ['recipient-rejected', '~rcp p2\n~rcp p3'],
    ['too-many-recipients', '~rcp t2'],
    ['missing-ptr', '~dns p3'],
    ['domain-unknown', '~dns p1\n~dns p2'],
    ['rate-limited', '~con t1\n~con t2\n~con t3'],
    ['server-temporary-error', '~int t1\n~int t2\n~int t3\n~int t4\n~rcp t1\n~rcp t4'],
    ['dkim-fail', '~dkm p1\n~dkm p2'],
    ['message-malformed', '~msg p2\n~msg p3'],
    ['ip-blocklisted', '~pol p1 + ~spamhaus'],
    ['poor-reputation', '~pol p1\n~pol p2\n~pol p3\n~pol p4'],
    ['unauthenticated', '~pol p7 + ~auth error'],
    ['dmarc-fail', '~pol p7'],
  ],
  links: ['http://postmaster.facebook.com/response_codes'],
  steps: {
    'missing-ptr': [
      {
        en: "Facebook's page postmaster.facebook.com/response_codes explains the code in capital letters (DNS-P3: no reverse name).",
        zh: 'Facebook 的 postmaster.facebook.com/response_codes 页面说明大写代码的含义（DNS-P3：没有反向解析）。',
      },
    ],
  },
}
