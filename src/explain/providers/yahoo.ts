import type { Provider } from '../provider.ts'

/** Yahoo, AOL, AT&T: how its replies look, and where to go with them. */
export const yahoo: Provider = {
  id: 'yahoo',
  name: 'Yahoo, AOL, AT&T',
  kind: 'mailbox',
  marks: `
    ~yahoo*
    ~yahoodns
    ~yahooinc com
    ~aol com
    ~postmaster yahoo*
    ~senders yahooinc
    ~help yahoo com
    delivery error dd
  `,
  tokens: [
    ['dynamic-ip', '~rtr du\n~rtr rd\n~con b1'],
    ['missing-ptr', '~dns nr\n~dns fail'],
    [
      'poor-reputation',
      '~rtr bl\n~rtr bb\n~rtr sc\n~rtr ge\n~rtr ch\n~rtr bg\n~rly b1\n~rly b2\n~rly b3\n~rly bl\n~rly cs\n~rly ir\n~rly nw\n~rly ob\n~rly bd',
    ],
    ['domain-blocklisted', '~hvu b1\n~hvu b2'],
    ['rate-limited', '~dyn t1\n~dyn t2'],
    [
      'poor-reputation',
      `
        ~tss0*
        ~tss1*
        ~ts01
        ~ts02
        ~ts03
        ~ts04
        ~ts05
        ~ts06
        unexpected volume or user complaints
        ~gl01
        ~con b1
        ~rly b*
        ~rly bl
        ~rly bd
        ~hvu b*
        ~dyn t1
        aol will not accept
      `,
    ],
    [
      'ip-blocklisted',
      `
        ~bl21
        ~bl22
        ~bl23
        ~bl24
      `,
    ],
    [
      'policy-blocked',
      `
        ~ph01
        ~pt01
        message not accepted for policy reasons !dmarc
        email not accepted for policy reasons !dmarc
      `,
    ],
    [
      'mailbox-disabled',
      `
        ~554 30
        ~is no longer valid + delivery error
        mailbox is disabled
      `,
    ],
    [
      'user-unknown',
      `
        user doesnt have a & account
      `,
    ],
  ],
  dialect: [
    ['poor-reputation', 'message temporarily deferred !due to !unresolvable'],
    [
      'recipient-rejected',
      `
        rejected by this user
      `,
    ],
    [
      'server-temporary-error',
      `
        resources temporarily unavailable
      `,
    ],
    [
      'mailbox-disabled',
      `
        no longer valid
        discontinued
        this account has been disabled
      `,
    ],
    [
      'unknown',
      `
        requested mail action aborted !exceeded !mailbox
      `,
    ],
  ],
  links: ['https://senders.yahooinc.com/smtp-error-codes/', 'https://senders.yahooinc.com/contact/'],
  steps: {
    'poor-reputation': [
      {
        en: 'Sign in at senders.yahooinc.com, join the Complaint Feedback Loop (it needs DKIM), and use the sender support form with the code in brackets.',
        zh: '登录 senders.yahooinc.com，加入投诉反馈环（需 DKIM），并附方括号中的代码填写发件人支持表单。',
      },
    ],
    'rate-limited': [
      {
        en: "Lower the connections to Yahoo's MX to 5 and let the queue retry; TSS04 passes within hours when complaints stop.",
        zh: '将到 Yahoo MX 的连接数降到 5 并等待重试；停止被投诉后 TSS04 数小时内消失。',
      },
    ],
  },
}
