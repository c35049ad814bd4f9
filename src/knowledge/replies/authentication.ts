import type { ReplyText } from './reply-text.ts'

/** Reasons about SPF, DKIM, DMARC and TLS. */
export const authenticationTexts = {
  'spf-fail': {
    title: { en: 'SPF does not allow this IP to send for the domain', zh: 'SPF 不允许该 IP 为此域名发信' },
    why: {
      en: "The sender domain's SPF record leaves out the sending address, or cannot be evaluated; forwarding breaks SPF too.",
      zh: '发件域名的 SPF 记录不含发送地址或无法评估；转发也会破坏 SPF。',
    },
    fix: [
      {
        en: "Add the IP or the service's include to the one SPF record of the envelope domain.",
        zh: '在信封域名唯一的 SPF 记录中加入该 IP 或服务的 include。',
      },
      { en: 'Keep one record and at most 10 look-ups.', zh: '只保留一条记录，查询不超过 10 次。' },
      {
        en: 'If it was forwarded: the forwarder rewrites the envelope sender (SRS), or DKIM must carry it.',
        zh: '若为转发：由转发方改写信封发件人（SRS），或依靠 DKIM。',
      },
    ],
    standard: 'RFC 7208 §2.6.4, RFC 7372 (x.7.23)',
  },
  'dkim-fail': {
    title: { en: 'The DKIM signature is missing or does not verify', zh: 'DKIM 签名缺失或验证失败' },
    why: {
      en: 'The receiver demands a valid signature of the From domain; the key is missing in DNS, does not match, or the mail was changed after signing.',
      zh: '收件方要求发件域名的有效签名；DNS 缺少公钥、密钥不匹配，或签名后邮件被改动。',
    },
    fix: [
      {
        en: 'Publish the public key under selector._domainkey and check that it fits the private key.',
        zh: '在 selector._domainkey 发布公钥，并核对与私钥匹配。',
      },
      {
        en: 'Sign last: filters and footers after signing break it.',
        zh: '最后再签名：签名后的过滤器和页脚会破坏它。',
      },
    ],
    standard: 'RFC 6376 §6, RFC 7372 (x.7.20–22)',
  },
  'dmarc-fail': {
    title: {
      en: "The From domain's DMARC policy says to refuse this mail",
      zh: '发件域名的 DMARC 策略要求拒收此邮件',
    },
    why: {
      en: 'Neither SPF nor DKIM passed with the domain in From, and that domain publishes p=reject or quarantine.',
      zh: 'SPF 与 DKIM 都未以 From 域名通过，而该域名发布了 p=reject 或 quarantine。',
    },
    fix: [
      {
        en: 'Make DKIM sign with the From domain (or SPF pass with it): alignment is what counts.',
        zh: '让 DKIM 用 From 域名签名（或 SPF 以其通过）：关键是对齐。',
      },
      {
        en: 'A service sends for you: let it sign with your domain. A list or forwarder: rewrite From, or ARC.',
        zh: '由第三方代发：让其用你的域名签名。列表或转发：改写 From 或使用 ARC。',
      },
      {
        en: 'If you did not send it, somebody forges your domain, and DMARC did its work.',
        zh: '若不是你发的，说明有人冒用域名，DMARC 已起作用。',
      },
    ],
    standard: 'RFC 7489 §6.6, RFC 7372 (x.7.26)',
  },
  unauthenticated: {
    title: {
      en: 'The provider demands SPF and DKIM, and this mail has too little',
      zh: '服务商要求 SPF 与 DKIM，而此邮件未满足',
    },
    why: {
      en: 'Gmail, Yahoo, Microsoft and others refuse mail that passes neither, and from bulk senders demand both and DMARC.',
      zh: 'Gmail、Yahoo、微软等拒收两者都未通过的邮件，对群发者还要求两者及 DMARC。',
    },
    fix: [
      {
        en: 'Publish SPF for the sending IP and sign with DKIM; both with the domain in From.',
        zh: '为发送 IP 发布 SPF 并用 DKIM 签名，均使用 From 域名。',
      },
      {
        en: 'Publish a DMARC record, at first v=DMARC1; p=none.',
        zh: '发布 DMARC 记录，起初用 v=DMARC1; p=none。',
      },
    ],
    standard: 'RFC 7489, RFC 7372 (x.7.26)',
  },
  'tls-required': {
    title: { en: 'The server wants encryption first', zh: '服务器要求先加密' },
    why: {
      en: 'It takes the mail only after STARTTLS, or with a newer TLS version.',
      zh: '只有在 STARTTLS 之后或使用较新 TLS 版本才接收。',
    },
    fix: [
      {
        en: 'Postfix: smtp_tls_security_level = may. Mail programs: STARTTLS on 587, or TLS on 465.',
        zh: 'Postfix：smtp_tls_security_level = may。邮件程序：587 用 STARTTLS 或 465 用 TLS。',
      },
      {
        en: 'Update OpenSSL if it speaks only TLS 1.0 or 1.1.',
        zh: '若只支持 TLS 1.0/1.1，请升级 OpenSSL。',
      },
    ],
    standard: 'RFC 3207 §4, RFC 5248 (x.7.10)',
  },
  'tls-failed': {
    title: { en: 'Encryption was tried and failed', zh: '尝试加密但失败' },
    why: {
      en: 'The handshake broke, the certificate does not fit, or a DANE or MTA-STS promise is not kept.',
      zh: '握手失败、证书不符，或未满足 DANE / MTA-STS 的承诺。',
    },
    fix: [
      {
        en: 'Receiver: renew the certificate with the MX name in it; correct TLSA records and the MTA-STS policy.',
        zh: '收件方：更新包含 MX 名的证书；修正 TLSA 记录与 MTA-STS 策略。',
      },
      {
        en: 'Sender: see what fails with openssl s_client -starttls smtp -connect MX:25, update OpenSSL, check the TLS policy map.',
        zh: '发件方：用 openssl s_client -starttls smtp -connect MX:25 查看，升级 OpenSSL，检查 TLS 策略表。',
      },
    ],
    standard: 'RFC 3207, RFC 7672 (DANE), RFC 8461 (MTA-STS)',
  },
} as const satisfies Readonly<Record<string, ReplyText>>
