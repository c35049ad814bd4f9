import type { ReplyText } from './reply-text.ts'

/** Reasons about the message itself. */
export const contentTexts = {
  'spam-content': {
    title: { en: 'A filter took the content for spam', zh: '过滤器判定内容为垃圾邮件' },
    why: {
      en: 'Words, links, attachments or form gave it too high a score; the address and the server may be fine.',
      zh: '文字、链接、附件或形式得分过高；地址与服务器可能没有问题。',
    },
    fix: [
      {
        en: 'First make sure that the mail was yours: a hacked account sends spam too.',
        zh: '先确认是你发的：被盗账号也会发垃圾邮件。',
      },
      {
        en: 'Leave out short links, large images and sales words; add plain text; authenticate the domain.',
        zh: '去掉短链接、大图和营销词，加入纯文本，并做好域名认证。',
      },
      {
        en: 'Ask the recipient to allow you, or report the mistake to the provider.',
        zh: '请收件人放行，或向服务商报告误判。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
  virus: {
    title: { en: 'A scanner found malware or phishing', zh: '扫描器发现恶意软件或钓鱼内容' },
    why: {
      en: 'An attachment or link matches a known pest; sometimes wrongly.',
      zh: '附件或链接匹配已知恶意内容，偶有误报。',
    },
    fix: [
      { en: 'Do not send it again; scan the computer that sent it.', zh: '不要重发；扫描发信的电脑。' },
      {
        en: "Certain that it is harmless? Share it by a link, and report the false positive to the scanner's maker.",
        zh: '确定无害？用链接分享，并向厂商报告误报。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
  'attachment-blocked': {
    title: { en: 'An attachment of this kind is not accepted', zh: '不接受此类附件' },
    why: {
      en: 'Programs, macros, encrypted or nested archives are refused by type, without a virus being found.',
      zh: '程序、宏、加密或嵌套压缩包按类型拒收，并非发现病毒。',
    },
    fix: [
      {
        en: 'Share the file by a link, or in another format and without a password.',
        zh: '用链接分享，或换格式且不加密。',
      },
      { en: 'The receiving admin can allow the type for you.', zh: '收件方管理员可为你放行。' },
    ],
    standard: 'RFC 3463 §3.7 (x.6.1), §3.8',
  },
  'message-too-big': {
    title: { en: 'The message is larger than a limit', zh: '邮件超过大小限制' },
    why: {
      en: 'Base64 makes attachments 37 % larger; the smallest limit on the way counts.',
      zh: 'Base64 使附件增大约 37%；途中最小的限制起作用。',
    },
    fix: [
      { en: 'Share large files by a link, or split the message.', zh: '大文件用链接分享，或分拆发送。' },
      {
        en: 'Own server: raise the limit (Postfix message_size_limit, Exim message_size_limit) on every hop.',
        zh: '自己的服务器：在每一跳调高限制（Postfix、Exim 的 message_size_limit）。',
      },
    ],
    standard: 'RFC 1870, RFC 3463 §3.4 (x.3.4)',
  },
  'message-malformed': {
    title: { en: 'The message breaks the rules of mail format', zh: '邮件格式不合规范' },
    why: {
      en: 'A header is missing, doubled or not encoded, a line is too long, or line ends are bare: the program that made it is to blame.',
      zh: '头部缺失、重复或未编码，行过长，或换行不规范：由生成邮件的程序造成。',
    },
    fix: [
      {
        en: 'Have it write exactly one From, Date and Message-ID, encode non-ASCII headers, lines of at most 998 bytes, CRLF.',
        zh: '让程序只写一个 From、Date、Message-ID，对非 ASCII 头编码，每行不超过 998 字节，使用 CRLF。',
      },
      {
        en: 'Send the same text from a usual mail program: if that passes, the program is proven.',
        zh: '用普通邮件程序发送同样内容：若通过，即可确认是程序问题。',
      },
    ],
    standard: 'RFC 5322, RFC 3463 §3.7 (x.6.0)',
  },
  'policy-blocked': {
    title: {
      en: 'A rule of the receiver refuses the mail and does not say which',
      zh: '收件方的某条规则拒收，但未说明是哪条',
    },
    why: {
      en: 'The words name no cause: it may be your address, country, content or authentication.',
      zh: '文字未说明原因：可能是地址、国家、内容或认证。',
    },
    fix: [
      {
        en: 'Look for a token or link in the reply: the provider explains it there.',
        zh: '查看回复中的代码或链接，服务商会在那里说明。',
      },
      {
        en: 'Ask the receiving postmaster with time, sending IP, sender and the whole reply: only its log tells.',
        zh: '向收件方管理员提供时间、发送 IP、发件人与完整回复：只有其日志知道原因。',
      },
      {
        en: 'Meanwhile check the usual: PTR, SPF, DKIM, DMARC, block lists.',
        zh: '同时检查常见项：PTR、SPF、DKIM、DMARC、黑名单。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
