import type { ReplyText } from './reply-text.ts'

/** Reasons about the sender: who it is and whether it may send. */
export const senderTexts = {
  'sender-invalid': {
    title: { en: 'The sender address cannot exist', zh: '发件人地址不可能存在' },
    why: {
      en: "The receiver could not resolve the sender's domain or verify the address, so no bounce could ever reach it.",
      zh: '收件方无法解析发件域名或验证地址，退信将无处可投。',
    },
    fix: [
      {
        en: "Give the envelope sender's domain an MX or A record that public DNS answers.",
        zh: '为信封发件域名提供公共 DNS 可解析的 MX 或 A 记录。',
      },
      {
        en: 'Replace senders like root@localhost: in Postfix set myorigin, in a program set the envelope sender.',
        zh: '替换 root@localhost 之类的发件人：Postfix 设置 myorigin，程序设置信封发件人。',
      },
      {
        en: 'Make the address exist, for some receivers call back to ask.',
        zh: '让该地址真实存在，有些收件方会回连验证。',
      },
    ],
    standard: 'RFC 5321 §3.3, RFC 3463 §3.2 (x.1.7, x.1.8), RFC 7505 §4.2',
  },
  'sender-not-allowed': {
    title: { en: 'This login may not send with this sender address', zh: '此登录账号不得使用该发件地址' },
    why: {
      en: 'Your mail server compares the From or envelope address with the account; they do not belong together.',
      zh: '发信服务器会比对发件地址与登录账号，两者不匹配。',
    },
    fix: [
      { en: 'Send from the address that you log in with.', zh: '使用登录账号对应的地址发信。' },
      {
        en: 'Else the admin grants "send as" for the other address, or verifies the domain or identity with the service.',
        zh: '否则由管理员授予“代表发送”权限，或在服务中验证该域名或身份。',
      },
    ],
    standard: 'RFC 6409 §6.1',
  },
  'sender-blocked': {
    title: { en: 'The receiving organisation blocks this sender by hand', zh: '收件方手动屏蔽了该发件人' },
    why: {
      en: 'A list that people keep there names your address, domain or server; no public list is involved.',
      zh: '对方人工维护的名单包含你的地址、域名或服务器，与公共黑名单无关。',
    },
    fix: [
      {
        en: 'Ask the receiving postmaster, by phone or from another address, to lift the entry; give time, sender and the reply.',
        zh: '电话或用其他地址联系对方邮件管理员解除，并提供时间、发件人和回复内容。',
      },
      {
        en: 'Find out what caused it, such as unwanted bulk mail, and stop it.',
        zh: '查明并停止原因，例如不受欢迎的群发。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
  'relay-denied': {
    title: {
      en: 'This server does not take mail for that domain from you',
      zh: '该服务器不为你转发到那个域名的邮件',
    },
    why: {
      en: 'It is neither the destination for that domain nor have you logged in: a wrong MX or relay, a missing login, or a domain not set up on its own server.',
      zh: '它不是该域名的目的地，你也未登录：可能是 MX 或中继错误、未登录，或域名未在其服务器上配置。',
    },
    fix: [
      {
        en: 'Your own server for outgoing mail: switch on the login (SMTP AUTH) and port 587.',
        zh: '若是自己的发信服务器：启用登录（SMTP AUTH）并使用 587 端口。',
      },
      {
        en: "The recipient's server: its MX names a host that does not know the domain; its admin adds the domain or corrects the MX.",
        zh: '若是对方服务器：MX 指向的主机不认识该域名，由其管理员添加域名或更正 MX。',
      },
      {
        en: 'Check your own transport or relayhost setting for that domain.',
        zh: '检查自己针对该域名的 transport 或 relayhost 设置。',
      },
    ],
    standard: 'RFC 5321 §7.1, RFC 3463 §3.8 (x.7.1)',
  },
  'auth-required': {
    title: { en: 'The server wants a login first', zh: '服务器要求先登录' },
    why: {
      en: 'You used a submission server, or relayed through one, without SMTP AUTH.',
      zh: '你在未进行 SMTP 认证的情况下使用了提交服务器。',
    },
    fix: [
      {
        en: 'In the mail program switch on "authentication" for outgoing mail, port 587 with STARTTLS or 465.',
        zh: '在邮件程序中为发信启用“身份验证”，使用 587（STARTTLS）或 465 端口。',
      },
      {
        en: 'In Postfix: smtp_sasl_auth_enable = yes and smtp_sasl_password_maps for the relay host.',
        zh: 'Postfix：对中继主机设置 smtp_sasl_auth_enable = yes 与 smtp_sasl_password_maps。',
      },
    ],
    standard: 'RFC 4954 §6 (530), RFC 3463 §3.8 (x.7.0)',
  },
  'auth-failed': {
    title: { en: 'The login was refused', zh: '登录被拒绝' },
    why: {
      en: 'User name or password is wrong, an app password is needed, or the provider has switched this kind of login off. A 454 means that its login service is down for now.',
      zh: '用户名或密码错误、需要应用专用密码，或服务商关闭了此登录方式。454 表示其认证服务暂时故障。',
    },
    fix: [
      {
        en: 'Check user name (often the whole address) and password; log in on the web to see whether the account is fine.',
        zh: '核对用户名（通常为完整地址）和密码；在网页登录确认账号正常。',
      },
      {
        en: 'With two-factor login use an app password or OAuth.',
        zh: '启用两步验证时，使用应用专用密码或 OAuth。',
      },
      {
        en: "Ask the provider's admin whether SMTP AUTH is allowed for the account.",
        zh: '询问管理员该账号是否允许 SMTP AUTH。',
      },
    ],
    standard: 'RFC 4954 §6 (535), RFC 5248 (x.7.8)',
  },
  'sending-quota-exceeded': {
    title: {
      en: 'The account has sent all that its provider allows for now',
      zh: '账号已用完当前的发送额度',
    },
    why: {
      en: 'Your own provider limits mails per hour or day; the recipient has nothing to do with it.',
      zh: '你自己的服务商限制每小时或每天的发送量，与收件人无关。',
    },
    fix: [
      {
        en: 'Wait for the next hour or day; the limit clears by itself.',
        zh: '等待下一小时或次日，限额会自动恢复。',
      },
      {
        en: 'If you did not send that much: change the password, for somebody else does.',
        zh: '若你没有发那么多：立即改密码，可能被他人盗用。',
      },
      { en: 'For newsletters use a bulk service or a larger plan.', zh: '群发请使用专门服务或更高套餐。' },
    ],
    standard: 'RFC 5248 (x.7.28)',
  },
  'sender-account-suspended': {
    title: { en: "The sender's own provider has stopped the account", zh: '发件人的服务商已停止该账号发信' },
    why: {
      en: 'It looks hijacked, sends spam, is unpaid or on trial: nothing goes out until the provider lifts it.',
      zh: '账号疑似被盗、发送垃圾邮件、欠费或试用受限：服务商解除前无法发信。',
    },
    fix: [
      {
        en: 'Change the password, log other devices out, remove unknown forwarding rules and apps.',
        zh: '修改密码、登出其他设备、删除可疑转发规则与应用授权。',
      },
      {
        en: "Then ask the provider's support (or your admin) to release the account.",
        zh: '然后请服务商支持或管理员解除限制。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
