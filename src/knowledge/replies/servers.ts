import type { ReplyText } from './reply-text.ts'

/** Reasons that are troubles of servers, networks and names. */
export const serverTexts = {
  'server-temporary-error': {
    title: { en: 'The receiving server has a passing trouble', zh: '收件服务器暂时故障' },
    why: {
      en: 'A look-up, back end or overload failed inside it; nothing is wrong with your mail.',
      zh: '其内部查询、后端或负载出错；你的邮件没有问题。',
    },
    fix: [
      { en: 'Wait: the queue retries for days.', zh: '等待：队列会重试数天。' },
      {
        en: "If it lasts longer than some hours, the receiving admin looks in that server's log.",
        zh: '若持续数小时，由收件方管理员查看其日志。',
      },
    ],
    standard: 'RFC 3463 §3.4 (x.3.0, x.3.2), RFC 5321 §4.2.2',
  },
  'server-misconfigured': {
    title: { en: 'The server that answered is set up wrongly', zh: '应答的服务器配置有误' },
    why: {
      en: 'It says so itself: a missing map, transport, licence or right.',
      zh: '它自己说明：缺少映射表、transport、许可证或权限。',
    },
    fix: [
      {
        en: 'Its admin repairs what the text names; in Postfix the log line before it says more.',
        zh: '由其管理员修复文本所指内容；Postfix 的前一行日志更详细。',
      },
    ],
    standard: 'RFC 3463 §3.4 (x.3.5)',
  },
  'disk-full': {
    title: { en: "The server's disk or queue is full", zh: '服务器磁盘或队列已满' },
    why: {
      en: 'Not one mailbox: the whole server takes nothing more for now.',
      zh: '不是某个邮箱，而是整台服务器暂时无法收信。',
    },
    fix: [
      {
        en: 'Its admin frees disk space or inodes (df -h, df -i), and memory on Exchange.',
        zh: '由其管理员释放磁盘空间或 inode（df -h、df -i），Exchange 还需内存。',
      },
      { en: 'Senders wait: the queue retries.', zh: '发件方等待：队列会自动重试。' },
    ],
    standard: 'RFC 3463 §3.4 (x.3.1)',
  },
  'routing-loop': {
    title: { en: 'The mail goes round in circles', zh: '邮件陷入循环' },
    why: {
      en: 'A server passes it on to itself, or two pass it to each other: an MX names a host that does not know the domain, or forwards point at each other.',
      zh: '服务器转发给自己或互相转发：MX 指向不认识该域名的主机，或转发互指。',
    },
    fix: [
      {
        en: 'The receiving admin makes the domain local on its MX (Postfix: mydestination or virtual_mailbox_domains), or corrects the MX.',
        zh: '收件方管理员在 MX 主机上把域名设为本地（Postfix：mydestination 或 virtual_mailbox_domains），或更正 MX。',
      },
      {
        en: 'Remove the circular forward: read the Received lines of the bounce from below.',
        zh: '删除循环转发：从下往上查看退信的 Received 行。',
      },
    ],
    standard: 'RFC 5321 §6.3, RFC 3463 §3.5 (x.4.6)',
  },
  'local-delivery-failed': {
    title: { en: 'The last step, the delivery program, failed', zh: '最后一步的投递程序失败' },
    why: {
      en: 'The server took the mail, but the pipe, filter or mailbox program ended with an error.',
      zh: '服务器已接收邮件，但管道、过滤器或邮箱程序出错。',
    },
    fix: [
      {
        en: "Its admin looks at that program's log: rights, path, quota, script error.",
        zh: '由其管理员查看该程序日志：权限、路径、配额、脚本错误。',
      },
    ],
    standard: 'RFC 3463 §3.4 (x.3.0)',
  },
  'protocol-error': {
    title: { en: 'The two servers misunderstood each other', zh: '两台服务器通信出错' },
    why: {
      en: 'A command came out of order, too early or is not supported, or an extension (SMTPUTF8, 8BITMIME) is missing.',
      zh: '命令次序错误、过早或不受支持，或缺少扩展（SMTPUTF8、8BITMIME）。',
    },
    fix: [
      {
        en: 'Update the sending program; it must wait for the banner and follow the order EHLO, MAIL, RCPT, DATA.',
        zh: '升级发信程序；须等待欢迎语并按 EHLO、MAIL、RCPT、DATA 顺序。',
      },
      {
        en: 'Switch "SMTP fixup" or inspection off in the firewall between.',
        zh: '关闭中间防火墙的“SMTP fixup”或检查功能。',
      },
      {
        en: 'For addresses with non-ASCII letters: the receiver must offer SMTPUTF8.',
        zh: '地址含非 ASCII 字符时：收件方须支持 SMTPUTF8。',
      },
    ],
    standard: 'RFC 5321 §4.2, RFC 3463 §3.6 (x.5.x)',
  },
  'connection-failed': {
    title: { en: 'No working connection to the receiving server', zh: '无法与收件服务器建立连接' },
    why: {
      en: 'Refused, timed out or cut: its server is down, a firewall is between, or your provider closes port 25.',
      zh: '被拒绝、超时或中断：对方宕机、有防火墙，或你的服务商封禁 25 端口。',
    },
    fix: [
      { en: 'Wait: the queue retries for days.', zh: '等待：队列会重试数天。' },
      {
        en: 'Does it fail to every destination? Then your own port 25 is blocked: ask your provider, or use a relay on 587.',
        zh: '若所有目的地都失败：你的 25 端口被封，联系服务商或用 587 中继。',
      },
      {
        en: 'Only this one? Try: nc -vz MX 25, also over IPv4 alone; then tell its admin.',
        zh: '若只有此处：用 nc -vz MX 25 测试（也试仅 IPv4），再告知对方管理员。',
      },
    ],
    standard: 'RFC 5321 §4.5.4.1, RFC 3463 §3.5 (x.4.1, x.4.2)',
  },
  'dns-failure': {
    title: {
      en: 'DNS gave no answer, so the destination could not be found now',
      zh: 'DNS 无应答，暂时找不到目的地',
    },
    why: {
      en: "Unlike an unknown domain this is a time-out or server failure, of your resolver or of the domain's name servers.",
      zh: '与域名不存在不同，这是超时或服务器失败，可能是你的解析器或对方的名称服务器。',
    },
    fix: [
      { en: 'Wait: the queue retries.', zh: '等待：队列会自动重试。' },
      {
        en: 'Many domains at once: repair your own resolver (dig MX example.org @127.0.0.1).',
        zh: '多个域名同时失败：修复自己的解析器（dig MX example.org @127.0.0.1）。',
      },
      {
        en: 'Only this domain: its name servers or DNSSEC are broken; tell its owner.',
        zh: '仅此域名：其名称服务器或 DNSSEC 有问题，告知所有者。',
      },
    ],
    standard: 'RFC 5321 §5.1, RFC 3463 §3.5 (x.4.3)',
  },
  'delivery-expired': {
    title: { en: 'The message stayed in the queue too long', zh: '邮件在队列中停留过久' },
    why: {
      en: 'The server retried for its whole time; the text does not say what failed each time.',
      zh: '服务器在整个期限内重试；文本未说明每次失败的原因。',
    },
    fix: [
      {
        en: "Look for the last real reply in the sending server's log or in the bounce: that is the cause.",
        zh: '在发信服务器日志或退信中找最后一次真实回复：那才是原因。',
      },
      { en: 'Mend that, then send again.', zh: '修复后重新发送。' },
    ],
    standard: 'RFC 5321 §4.5.4.1, RFC 3463 §3.5 (x.4.7)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
