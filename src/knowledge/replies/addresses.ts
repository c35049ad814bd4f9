import type { ReplyText } from './reply-text.ts'

/** Reasons about the recipient's address and mailbox. */
export const addressTexts = {
  'user-unknown': {
    title: { en: "The mailbox does not exist at the recipient's server", zh: '收件人服务器上没有这个邮箱' },
    why: {
      en: 'The receiving server knows its own addresses, and this one is not among them: a typing error, a closed account, or a domain that moved without its mailboxes.',
      zh: '收件服务器没有这个地址：可能是输错、账号已注销，或域名迁移时遗漏了邮箱。',
    },
    fix: [
      {
        en: 'Check the address for typing errors, also the part after the @.',
        zh: '检查地址是否输错，包括 @ 之后的部分。',
      },
      {
        en: 'Ask the person by other means for the right address, and take this one off your lists.',
        zh: '用其他方式向对方询问正确地址，并把此地址从名单中删除。',
      },
      {
        en: 'If the domain is yours: create the mailbox or alias, or point the MX at the server that has it.',
        zh: '若域名是你的：创建该邮箱或别名，或将 MX 指向拥有该邮箱的服务器。',
      },
    ],
    standard: 'RFC 3463 §3.2 (x.1.1), RFC 5321 §3.4',
  },
  'mailbox-full': {
    title: { en: "The recipient's mailbox is full", zh: '收件人的邮箱已满' },
    why: {
      en: 'The mailbox has reached its quota, so the server refuses more mail for it; everything else about your mail is fine.',
      zh: '邮箱达到配额上限，服务器不再为其收信；你的邮件本身没有问题。',
    },
    fix: [
      {
        en: 'The recipient deletes or archives mail, empties the trash, or asks for a larger quota.',
        zh: '收件人删除或归档邮件、清空回收站，或申请更大配额。',
      },
      {
        en: 'Tell the recipient by other means, and send again in a day or two.',
        zh: '用其他方式告知收件人，一两天后重发。',
      },
    ],
    standard: 'RFC 3463 §3.3 (x.2.2)',
  },
  'mailbox-disabled': {
    title: { en: 'The mailbox exists but is switched off', zh: '邮箱存在但已停用' },
    why: {
      en: 'The account is disabled, suspended or expired, often after long disuse; it takes no mail.',
      zh: '账号被禁用、暂停或过期（常因长期未用），不再收信。',
    },
    fix: [
      {
        en: 'Its owner logs in once, or asks the provider to switch it on again.',
        zh: '邮箱主人登录一次，或请服务商重新启用。',
      },
      {
        en: 'Until then use another address of that person, and pause this one on your lists.',
        zh: '在此之前使用对方的其他地址，并在名单中暂停此地址。',
      },
    ],
    standard: 'RFC 3463 §3.3 (x.2.1)',
  },
  'mailbox-moved': {
    title: { en: 'The mailbox has moved and mail is not forwarded', zh: '邮箱已迁移且不转发' },
    why: {
      en: 'The server knows that the person has a new address but does not pass mail on.',
      zh: '服务器知道对方已换地址，但不会转发。',
    },
    fix: [
      {
        en: 'Use the new address if the reply names it; else ask the person.',
        zh: '若回复中写有新地址就用新地址，否则询问对方。',
      },
    ],
    standard: 'RFC 5321 §3.4 (551), RFC 3463 §3.2 (x.1.6)',
  },
  'address-syntax': {
    title: { en: 'The recipient address is not written as an address', zh: '收件人地址格式不正确' },
    why: {
      en: 'Something in the address cannot be: a blank, a comma, two @, a missing domain, a final dot.',
      zh: '地址中有不允许的内容：空格、逗号、两个 @、缺少域名或末尾的点。',
    },
    fix: [
      {
        en: 'Correct the address; delete and retype it if it looks right, for pasted text hides characters.',
        zh: '更正地址；若看起来正确，请删除后手动重输，粘贴的文本可能含有隐藏字符。',
      },
      {
        en: 'If a program made it: check what it writes into RCPT TO.',
        zh: '若由程序生成：检查它写入 RCPT TO 的内容。',
      },
    ],
    standard: 'RFC 5321 §4.1.2, RFC 3463 §3.2 (x.1.3)',
  },
  'recipient-rejected': {
    title: {
      en: "The recipient, or the group's owner, does not take mail from this sender",
      zh: '收件人或群组所有者不接收该发件人的邮件',
    },
    why: {
      en: 'A personal block, an allow-list, a members-only list or a group closed to outsiders refuses the mail; the address itself is right.',
      zh: '个人拦截、白名单、仅限成员的列表或不对外的群组拒收；地址本身没有错。',
    },
    fix: [
      {
        en: 'Ask the recipient, or the owner of the group, by other means to allow you.',
        zh: '用其他方式请收件人或群组所有者放行。',
      },
      {
        en: 'For a mailing list: send from the address that is subscribed.',
        zh: '若是邮件列表：用已订阅的地址发送。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1, x.7.2)',
  },
  'domain-unknown': {
    title: {
      en: "The recipient's domain does not exist or has no mail server",
      zh: '收件人的域名不存在或没有邮件服务器',
    },
    why: {
      en: 'DNS has no such domain, or it has neither MX nor address: a typing error, or an expired or broken domain.',
      zh: 'DNS 中没有该域名，或既无 MX 也无地址：可能输错、域名过期或配置损坏。',
    },
    fix: [
      { en: 'Check the spelling after the @.', zh: '检查 @ 之后的拼写。' },
      {
        en: 'If it is right, its owner has to renew the domain or repair its MX record.',
        zh: '若无误，需由域名所有者续费或修复 MX 记录。',
      },
    ],
    standard: 'RFC 5321 §5.1, RFC 3463 §3.2 (x.1.2)',
  },
  'domain-no-mail': {
    title: { en: 'The domain says that it takes no mail at all', zh: '该域名声明不接收任何邮件' },
    why: {
      en: 'It publishes "MX 0 .", or its host answers 521: nobody reads mail there.',
      zh: '它发布了“MX 0 .”，或主机回复 521：那里没有人收信。',
    },
    fix: [
      { en: 'Use another address of the recipient.', zh: '使用收件人的其他地址。' },
      {
        en: 'If the domain is yours and should take mail: replace the null MX by a real MX record.',
        zh: '若域名是你的且应收信：用真正的 MX 记录替换空 MX。',
      },
    ],
    standard: 'RFC 7505 (null MX), RFC 7504 (521, 556)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
