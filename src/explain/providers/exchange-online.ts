import type { Provider } from '../provider.ts'

/** Exchange Online (Microsoft 365): how its replies look, and where to go with them. */
export const exchangeOnline: Provider = {
  id: 'exchange-online',
  name: 'Exchange Online (Microsoft 365)',
  kind: 'mailbox',
  marks: `
    ~prod protection outlook com
    ~protection outlook com
    ~eop *
    ~messaging microsoft com
    ~outlook office365 com
    ~sender office com
    ~fwlink
    access denied banned
    ~prod outlook com
    ~microsoft com
    ~office 365
    ~microsoft
  `,
  tokens: [
    [
      'sender-account-suspended',
      `
        ~outboundspamexception
        ~wascl & suspend
      `,
    ],
    [
      'mailbox-full',
      `
        ~quotaexceededexception
        ~mapiexceptionshutoffquotaexceeded
        ~storedrv deliver + ~quotaexceeded*
      `,
    ],
    [
      'sender-invalid',
      `
        ~resolver adr badprimary
      `,
    ],
    [
      'user-unknown',
      `
        ~resolver adr*
        ~as 201806281
        ~5 1 10 + ~recipientnotfound
        ~recipnotfound
        ~5 7 505
        ~5 7 504
        ~5 1 351
        recipient addresses rejected access denied
        recipient address rejected access denied + =5.4.1
      `,
    ],
    [
      'poor-reputation',
      `
        ~5 7 606
        ~5 7 607
        ~5 7 608
        ~5 7 609
        ~5 7 610
        ~5 7 511
        ~5 7 649
        ~4 7 650
        banned sending ip
        access denied please try again later + =451
      `,
    ],
    [
      'rate-limited',
      `
        ~4 7 500 + server busy
        ~s77719
        server busy & from
        ~5 7 508
        ~4 7 652
        ~4 7 651
      `,
    ],
    [
      'dmarc-fail',
      `
        ~5 7 509
      `,
    ],
    [
      'unauthenticated',
      `
        ~5 7 515
      `,
    ],
    [
      'bad-helo',
      `
        ~5 7 506
      `,
    ],
    [
      'sender-blocked',
      `
        ~5 7 507
        ~5 7 513
        ~5 7 105
        customer block list
      `,
    ],
    [
      'policy-blocked',
      `
        ~5 7 510
        ~5 3 190
      `,
    ],
    [
      'message-malformed',
      `
        ~5 7 512
        ~5 6 11
      `,
    ],
    [
      'recipient-rejected',
      `
        ~5 7 124
        ~5 7 133
        ~5 7 134
        ~5 7 135
        ~5 7 136
        ~resolver rst notauth*
        ~resolver rst sendernot*
        ~restrictedtorecipientspermission
        ~5 7 12
      `,
    ],
    [
      'message-too-big',
      `
        ~resolver rst recipsizelimit
        ~resolver rst sendsizelimit*
      `,
    ],
    [
      'sender-not-allowed',
      `
        ~5 7 60
        ~sendasdenied*
      `,
    ],
    [
      'server-misconfigured',
      `
        ~4 4 62
        wrong office & region
      `,
    ],
    [
      'auth-required',
      `
        ~5 7 57
      `,
    ],
    [
      'auth-failed',
      `
        ~5 7 139
        ~smtpclientauthentication is disabled
      `,
    ],
    [
      'sender-account-suspended',
      `
        ~5 1 90 + blocked from sending
        ~5 1 8 access denied
        bad outbound sender
        ~5 7 501
        ~5 7 502
        ~5 7 503
        ~5 7 705
        ~5 7 708
        ~5 7 750
        ~as 42004
        ~as 42003
      `,
    ],
    [
      'sending-quota-exceeded',
      `
        ~5 1 90 !blocked from
        submission quota
        ~5 7 232
        ~5 7 233
        ~5 2 2 submission
      `,
    ],
    [
      'recipient-rate-limited',
      `
        ~5 2 121
        ~5 2 122
        recipient thread limit
      `,
    ],
    [
      'routing-loop',
      `
        ~5 4 14
        ~5 4 6 hop
        ~attr34
      `,
    ],
    [
      'domain-unknown',
      `
        ~5 4 310
        ~5 4 312
      `,
    ],
    [
      'connection-failed',
      `
        ~4 4 316
        ~4 4 315
      `,
    ],
    [
      'tls-failed',
      `
        ~4 7 321
        ~4 7 322
        ~4 7 323
        ~4 7 324
        ~4 7 325
        ~5 7 321
        ~5 7 322
        ~5 7 323
        ~5 7 324
        ~5 7 325
      `,
    ],
    [
      'relay-denied',
      `
        ~tenantattribution
        ~5 7 64
        ~5 7 54
      `,
    ],
    [
      'delivery-expired',
      `
        ~queue expired
        ~5 4 300
      `,
    ],
    [
      'message-too-big',
      `
        ~5 0 350 + header
      `,
    ],
    [
      'domain-blocklisted',
      `
        mailfrom domain is listed
        helo domain is listed
      `,
    ],
  ],
  dialect: [
    [
      'poor-reputation',
      `
        block list & network
        part of their network
      `,
    ],
  ],
  links: [
    'https://sender.office.com/',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  ],
  steps: {
    'poor-reputation': [
      {
        en: 'Open sender.office.com, give your address and the IP from the reply, confirm the mail: the block is lifted within hours.',
        zh: '打开 sender.office.com，填写邮箱和回复中的 IP 并在邮件中确认，几小时内解除封锁。',
      },
    ],
    'user-unknown': [
      {
        en: 'The address is not in the recipient\'s tenant. Own tenant: look in Entra and set the accepted domain to "internal relay" where mailboxes live elsewhere (directory-based edge blocking).',
        zh: '收件方租户中没有该地址。自己的租户：检查 Entra；若邮箱在别处，将接受域设为“内部中继”（目录边缘阻止）。',
      },
    ],
    'sender-account-suspended': [
      {
        en: 'An admin opens security.microsoft.com › Email & collaboration › Review › Restricted entities, secures the account and unblocks it.',
        zh: '管理员打开 security.microsoft.com › 电子邮件与协作 › 审阅 › 受限实体，先保护账号再解除限制。',
      },
    ],
    'recipient-rejected': [
      {
        en: 'The group\'s owner or admin allows external senders: Exchange admin centre › Groups › Settings › "Allow external senders".',
        zh: '群组所有者或管理员允许外部发件人：Exchange 管理中心 › 组 › 设置 › “允许外部发件人”。',
      },
    ],
    'auth-failed': [
      {
        en: 'SMTP AUTH is off by default: the admin enables "Authenticated SMTP" for that mailbox, or the program uses OAuth.',
        zh: 'SMTP AUTH 默认关闭：由管理员为该邮箱启用“经过身份验证的 SMTP”，或让程序改用 OAuth。',
      },
    ],
    'relay-denied': [
      {
        en: 'Check the connector: the certificate or IP of your server must belong to a domain that is accepted in this tenant.',
        zh: '检查连接器：服务器的证书或 IP 必须属于该租户已接受的域。',
      },
    ],
  },
}
