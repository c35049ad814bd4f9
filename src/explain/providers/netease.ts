import type { Provider } from '../provider.ts'

/** NetEase 163, 126, yeah.net: how its replies look, and where to go with them. */
export const netease: Provider = {
  id: 'netease',
  name: 'NetEase 163, 126, yeah.net',
  kind: 'mailbox',
  marks: `
    ~163 com
    ~126 com
    ~yeah net
    ~netease com
    ~mail 163 com
    ~163 mx*
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~hl rep
        ~hl mep
        ~ip is rejected smtp auth
        ~mi nhl
        ~mi spf rep
      `,
    ],
    [
      'rate-limited',
      `
        ~hl icc
        ~hl ifc
        ~mi dmc
        ~mi sfq
        ~rp drc
        ~rp dcf
        ~rp cel
        ~rp rcl
        ~hl tfc
        ~mi mdc
      `,
    ],
    [
      'protocol-error',
      `
        ~mi cel
        ~rp ccl
      `,
    ],
    [
      'spam-content',
      `
        ~dt spm
        ~dt sum
      `,
    ],
    [
      'ip-blocklisted',
      `
        ~dt rbl
        ~hl rbl
      `,
    ],
    [
      'spf-fail',
      `
        ~mi spf
        ~dt spf
        ~mi spb
      `,
    ],
    [
      'virus',
      `
        ~dt vir
      `,
    ],
    [
      'server-temporary-error',
      `
        ~sys busy
        ~mi sti
      `,
    ],
    [
      'user-unknown',
      `
        ~rp trc
        ~user not found
      `,
    ],
    [
      'message-too-big',
      `
        ~mi ltl
        ~mi siz
      `,
    ],
    [
      'sender-invalid',
      `
        ~mi stc
        ~mi wsm
      `,
    ],
    [
      'auth-failed',
      `
        ~ms auth*
      `,
    ],
  ],
  links: ['https://mail.163.com/help/help_spam_16.htm'],
  steps: {
    'poor-reputation': [
      {
        en: 'Look up the code of the reply (HL:REP, HL:MEP …) at mail.163.com/help/help_spam_16.htm and apply with the form there.',
        zh: '在 mail.163.com/help/help_spam_16.htm 查询回复中的代码（HL:REP、HL:MEP 等），并用该页表单申诉。',
      },
    ],
    'rate-limited': [
      {
        en: 'At most a few connections from one IP; wait, NetEase counts by quarter hour and by day.',
        zh: '每个 IP 只用少量连接并等待；网易按 15 分钟和按天计数。',
      },
    ],
    'spam-content': [
      {
        en: 'DT:SPM judged the content: change it, or apply with the form and a sample.',
        zh: 'DT:SPM 是内容判定：修改内容，或附样本用表单申诉。',
      },
    ],
  },
}
