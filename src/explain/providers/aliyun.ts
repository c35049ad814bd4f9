import type { Provider } from '../provider.ts'

/** Alibaba Cloud Mail: how its replies look, and where to go with them. */
export const aliyun: Provider = {
  id: 'aliyun',
  name: 'Alibaba Cloud Mail',
  kind: 'mailbox',
  marks: `
    ~aliyun com
    ~mxhichina com
    ~alibaba
    ~qiye aliyun
    ~alimail
  `,
  tokens: [
    [
      'poor-reputation',
      `
        ~aliyun & ip blocked
      `,
    ],
  ],
  links: ['https://help.aliyun.com/product/29412.html'],
  steps: {
    'poor-reputation': [
      {
        en: "Apply with IP and reply at Alibaba Mail's postmaster desk (postmaster@alibaba-inc.com).",
        zh: '附 IP 与退信内容向阿里邮箱 postmaster（postmaster@alibaba-inc.com）申诉。',
      },
    ],
    'relay-denied': [
      {
        en: 'On Alibaba Cloud outgoing port 25 is closed: send by port 465 or 80 of their service, or ask for port 25 to be opened.',
        zh: '阿里云默认封禁出站 25 端口：改用其服务的 465/80 端口，或申请解封 25。',
      },
    ],
  },
}
