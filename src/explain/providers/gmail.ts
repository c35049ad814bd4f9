import type { Provider } from '../provider.ts'

/** Gmail: how its replies look, and where to go with them. */
export const gmail: Provider = {
  id: 'gmail',
  name: 'Gmail',
  kind: 'mailbox',
  marks: `
    ~gsmtp
    email sender guidelines
    gmail
    ~google com
    ~gmail
    ~googlegroups
    ~googlemail
    ~workspace
    gmail requires
  `,
  tokens: [
    [
      'recipient-rejected',
      `
        ~groups google com support
        ~groups google com + group
      `,
    ],
    [
      'user-unknown',
      `
        ~p nosuchuser
        ~answer 6596 !rfc !syntax
      `,
    ],
    [
      'mailbox-full',
      `
        ~p overquota*
      `,
    ],
    [
      'mailbox-disabled',
      `
        ~p disableduser
      `,
    ],
    [
      'attachment-blocked',
      `
        ~p blockedmessage !header
        ~answer 6590
      `,
    ],
    [
      'rate-limited',
      `
        ~p unsolicitedratelimit*
      `,
    ],
    [
      'recipient-rate-limited',
      `
        ~p receivingrate*
        ~answer 6592 + receiving
      `,
    ],
    [
      'spam-content',
      `
        ~p unsolicitedmessage*
      `,
    ],
    [
      'bad-helo',
      `
        ~support google com mail p helo
      `,
    ],
    [
      'message-malformed',
      `
        ~p rfcmessagenoncompliant
      `,
    ],
    [
      'missing-ptr',
      `
        ~p ipv6autherror
      `,
    ],
  ],
  dialect: [
    [
      'dmarc-fail',
      `
        dmarc policy
        unauthenticated email & accepted due to
      `,
    ],
    [
      'spam-content',
      `
        likely unsolicited mail
        nature of the content
        likely unsolicited
      `,
    ],
    [
      'poor-reputation',
      `
        low reputation
        unusual rate of unsolicited mail !temporarily
      `,
    ],
    [
      'rate-limited',
      `
        unusual rate
      `,
    ],
    [
      'message-too-big',
      `
        number of attachments
        size of your message
        message size limits
        size of the & header
      `,
    ],
    [
      'message-malformed',
      `
        missing a valid
        is malformed
        multiple addresses
      `,
    ],
    [
      'sender-account-suspended',
      `
        mail sending denied
      `,
    ],
    [
      'policy-blocked',
      `
        whitelist for
      `,
    ],
  ],
  links: [
    'https://support.google.com/mail/answer/81126',
    'https://support.google.com/a/answer/3726730',
    'https://postmaster.google.com/',
  ],
  steps: {
    'poor-reputation': [
      {
        en: "Look at the domain's and the IP's reputation and spam rate in Google Postmaster Tools; keep reported spam under 0.1 %.",
        zh: '在 Google Postmaster Tools 中查看域名与 IP 的信誉和垃圾邮件率，举报率保持在 0.1% 以下。',
      },
      {
        en: "If it stays after two weeks of clean sending, fill in Google's sender contact form at support.google.com/mail/contact/gmail_bulk_sender_escalation.",
        zh: '若规范发送两周后仍被拒，填写 Google 的发件人联系表单（support.google.com/mail/contact/gmail_bulk_sender_escalation）。',
      },
    ],
    unauthenticated: [
      {
        en: 'Open a message at Gmail with "Show original": SPF, DKIM and DMARC must each say PASS with your own From domain.',
        zh: '在 Gmail 中用“显示原始邮件”查看：SPF、DKIM、DMARC 都须为 PASS，且与发件域名一致。',
      },
    ],
    'rate-limited': [
      {
        en: 'Send at most a few hundred messages an hour to Gmail from this IP until the deferrals stop, then grow slowly.',
        zh: '每小时最多向 Gmail 发送几百封，待不再延迟后再慢慢增加。',
      },
    ],
    'mailbox-full': [
      {
        en: 'The recipient frees space at one.google.com/storage: mail, Drive and Photos share it.',
        zh: '收件人在 one.google.com/storage 清理空间：邮件、云端硬盘和相册共用。',
      },
    ],
    'attachment-blocked': [
      {
        en: 'Share the file by Google Drive or another link: Gmail refuses executables also inside archives.',
        zh: '改用 Google 云端硬盘或其他链接分享；Gmail 连压缩包内的可执行文件也拒收。',
      },
    ],
  },
}
