import type { Provider } from '../provider.ts'

/** QQ Mail, Tencent Exmail: how its replies look, and where to go with them. */
export const qq: Provider = {
  id: 'qq',
  name: 'QQ Mail, Tencent Exmail',
  kind: 'mailbox',
  marks: `
    ~mail qq com
    ~exmail qq com
    ~qq com
    ~foxmail
  `,
  tokens: [
    [
      'rate-limited',
      `
        ~no 1000722
        ~no 1000723
        frequency limited
      `,
    ],
    [
      'spam-content',
      `
        mail content denied
        ~no 1000726
      `,
    ],
    [
      'poor-reputation',
      `
        suspected spam ip
        suspected bounce attacks
        suspected spam sender
        connection denied + ~qq com
      `,
    ],
    [
      'recipient-rate-limited',
      `
        mailbox unavailable or access denied
      `,
    ],
    [
      'user-unknown',
      `
        ~no 1000728
      `,
    ],
    [
      'recipient-rejected',
      `
        mail is rejected by recipients
      `,
    ],
    [
      'address-syntax',
      `
        bad address syntax
      `,
    ],
  ],
  dialect: [
    [
      'mailbox-disabled',
      `
        deactivated mailbox
      `,
    ],
    [
      'dmarc-fail',
      `
        dmarc check failed
      `,
    ],
  ],
  links: ['https://service.mail.qq.com/detail/122'],
  steps: {
    'rate-limited': [
      {
        en: 'Send fewer mails an hour to QQ from this domain and IP; new IPs are allowed few.',
        zh: '降低该域名与 IP 每小时发往 QQ 邮箱的数量；新 IP 额度很低。',
      },
    ],
    'poor-reputation': [
      {
        en: 'Apply at service.mail.qq.com (section "发信方") with the IP, the domain and the reply.',
        zh: '在 service.mail.qq.com 的“发信方”栏目，附 IP、域名和退信内容申诉。',
      },
    ],
    'spam-content': [
      {
        en: "Remove links and sales words, or ask the recipient to put you on the white list in QQ's settings.",
        zh: '删除链接与营销用语，或请收件人在 QQ 邮箱设置中把你加入白名单。',
      },
    ],
  },
}
