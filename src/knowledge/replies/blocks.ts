import type { ReplyText } from './reply-text.ts'

/** Reasons about the sending address and its standing. */
export const blockTexts = {
  'ip-blocklisted': {
    title: { en: 'The sending IP address is on a public block list', zh: '发送 IP 在公共黑名单上' },
    why: {
      en: 'The receiver asks a DNS block list that names your IP: for spam seen from it, a hacked account or site, or an open relay.',
      zh: '收件方查询的 DNS 黑名单列有你的 IP：可能发现了垃圾邮件、被盗账号或网站、开放中继。',
    },
    fix: [
      {
        en: 'Find and stop the cause: unusual senders in the log and queue, hacked web sites, an open relay.',
        zh: '查找并停止原因：日志和队列中的异常发件人、被入侵的网站、开放中继。',
      },
      {
        en: 'Then ask the list named in the reply for removal, once; a second listing lasts longer.',
        zh: '然后向回复中提到的名单申请移除一次；再次列入会更久。',
      },
      {
        en: 'Meanwhile send through a relay with a clean address if it is urgent.',
        zh: '紧急时可暂用信誉良好的中继。',
      },
    ],
    standard: 'RFC 5782, RFC 3463 §3.8 (x.7.1)',
  },
  'domain-blocklisted': {
    title: { en: 'A domain in the mail is on a public block list', zh: '邮件中的域名在公共黑名单上' },
    why: {
      en: 'Not your IP but a domain, that of the sender, of HELO or of a link, is listed: spam advertised it, or the site was hacked.',
      zh: '不是 IP，而是域名（发件、HELO 或链接中的域名）被列入：曾被垃圾邮件推广或网站被入侵。',
    },
    fix: [
      {
        en: 'Find which domain: look the sender, the HELO name and each link up at the list.',
        zh: '确定是哪个域名：逐一查询发件域名、HELO 名和每个链接。',
      },
      {
        en: 'Clean the site, then ask the list for removal; leave out link shorteners and tracking links.',
        zh: '清理网站后申请移除；不要使用短链接和跟踪链接。',
      },
    ],
    standard: 'RFC 5782 §2.4',
  },
  'poor-reputation': {
    title: { en: 'The provider distrusts this IP address or domain', zh: '服务商不信任该 IP 或域名' },
    why: {
      en: 'Its own score, from complaints, traps and past spam, or from having never seen you, refuses or slows your mail. No public list is involved.',
      zh: '其内部评分（投诉、陷阱、过往垃圾邮件或从未见过你）导致拒收或限速，与公共黑名单无关。',
    },
    fix: [
      {
        en: 'Set up SPF, DKIM and DMARC with one domain, and a PTR that points back.',
        zh: '用同一域名配置 SPF、DKIM、DMARC 以及可反查的 PTR。',
      },
      {
        en: 'Stop mail to dead and complaining addresses; send little at first, then more.',
        zh: '停止向失效和投诉的地址发信；先少量发送再逐步增加。',
      },
      {
        en: "Use the provider's form for senders (below) with IP, time and the whole reply.",
        zh: '使用服务商的发件人表单（见下），附 IP、时间与完整回复。',
      },
    ],
    standard: 'RFC 3463 §3.8 (x.7.1)',
  },
  'dnsbl-query-refused': {
    title: {
      en: "The receiver misreads its block list's error answer as a listing",
      zh: '收件方把黑名单的错误应答当成了列入',
    },
    why: {
      en: 'Its DNS resolver is refused by the list (public or shared resolver, too many queries, list closed), and it takes that for a hit. You are not listed.',
      zh: '其解析器被黑名单拒绝（公共或共享解析器、查询过多、名单已关闭），却被当作命中。你并未被列入。',
    },
    fix: [
      {
        en: 'The receiving admin uses an own resolver or a key of the list, checks the return codes, and drops dead lists.',
        zh: '收件方管理员改用自建解析器或名单密钥，检查返回码，删除失效名单。',
      },
      {
        en: 'The sender tells that admin by another route, with the reply.',
        zh: '发件方用其他途径把回复告知该管理员。',
      },
    ],
    standard: 'RFC 5782 §2.1',
  },
  'dynamic-ip': {
    title: { en: 'The sending IP looks like a dial-up or home line', zh: '发送 IP 看起来是拨号或家庭线路' },
    why: {
      en: 'It is on a policy list of address ranges that should not send mail directly, or its PTR is generic.',
      zh: '它在“不应直接发信”的地址段名单上，或 PTR 是通用名称。',
    },
    fix: [
      {
        en: "Send through your provider's relay, or a server with a fixed address.",
        zh: '通过服务商的中继或固定地址的服务器发信。',
      },
      {
        en: 'Really a server with a fixed IP: set an own PTR, then have the entry removed (PBL: check.spamhaus.org).',
        zh: '确为固定 IP 服务器：设置自己的 PTR，再申请移除（PBL：check.spamhaus.org）。',
      },
    ],
    standard: 'RFC 5782 §2.2',
  },
  'missing-ptr': {
    title: {
      en: 'The sending IP has no reverse name, or it does not point back',
      zh: '发送 IP 没有反向解析或无法正反对应',
    },
    why: {
      en: 'The receiver wants a PTR for the IP and an address record for that name with the same IP.',
      zh: '收件方要求 IP 有 PTR，且该名称的地址记录指回同一 IP。',
    },
    fix: [
      {
        en: "In the panel of the IP's provider set the PTR to the server's name, such as mail.example.org.",
        zh: '在 IP 提供商面板把 PTR 设为服务器名，如 mail.example.org。',
      },
      {
        en: 'Give that name an A or AAAA record with the same IP; do it for IPv6 too, or send by IPv4 only.',
        zh: '为该名称添加指向同一 IP 的 A/AAAA 记录；IPv6 同样，否则只用 IPv4 发信。',
      },
      {
        en: 'Check with: dig -x IP. Receivers see it after the TTL.',
        zh: '用 dig -x IP 检查；TTL 过后生效。',
      },
    ],
    standard: 'RFC 1912 §2.1, RFC 7372 (x.7.25)',
  },
  'bad-helo': {
    title: {
      en: 'The name that the server gives in HELO is not accepted',
      zh: '服务器在 HELO 中给出的名称不被接受',
    },
    why: {
      en: 'It is no full host name, does not resolve, or claims to be somebody else.',
      zh: '它不是完整主机名、无法解析，或冒充他人。',
    },
    fix: [
      {
        en: 'Set it to a public name that resolves to the sending IP: Postfix myhostname (or smtp_helo_name), Exim primary_hostname.',
        zh: '设为解析到发送 IP 的公共名称：Postfix 的 myhostname（或 smtp_helo_name）、Exim 的 primary_hostname。',
      },
    ],
    standard: 'RFC 5321 §4.1.1.1, RFC 3463 §3.6 (x.5.2)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
