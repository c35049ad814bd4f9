import type { Provider } from '../provider.ts'

/** Spamhaus: how its replies look, and where to go with them. */
export const spamhaus: Provider = {
  id: 'spamhaus',
  name: 'Spamhaus',
  kind: 'list',
  marks: `
    ~spamhaus
  `,
  tokens: [
    [
      'dnsbl-query-refused',
      `
        ~spamhaus org returnc
      `,
    ],
  ],
  links: ['https://check.spamhaus.org/', 'https://www.spamhaus.org/faqs/dnsbl-usage/'],
  steps: {
    'ip-blocklisted': [
      {
        en: 'Look the IP up at check.spamhaus.org: it says which list (SBL, XBL, CSS) and why.',
        zh: '在 check.spamhaus.org 查询 IP：会说明在哪个列表（SBL、XBL、CSS）及原因。',
      },
      {
        en: "Mend the cause first: a hacked mailbox or site (XBL, CSS), or a customer (SBL: only the IP's owner can ask).",
        zh: '先消除原因：被盗邮箱或网站（XBL、CSS），或客户滥发（SBL：仅 IP 所有者可申请）。',
      },
      {
        en: 'Ask for removal there; XBL and CSS end at once, a second listing lasts longer.',
        zh: '然后在该处申请移除；XBL、CSS 立即生效，再次列入会更久。',
      },
    ],
    'domain-blocklisted': [
      {
        en: 'Look the domain up at check.spamhaus.org (DBL) and ask there with a mail address of that domain.',
        zh: '在 check.spamhaus.org 查询域名（DBL），用该域名的邮箱申请移除。',
      },
    ],
    'dynamic-ip': [
      {
        en: 'A PBL entry is no accusation: a real mail server with a static IP is removed at check.spamhaus.org; a home line sends by its provider.',
        zh: '列入 PBL 并非指控：静态 IP 的真正邮件服务器可在 check.spamhaus.org 移除；家庭宽带应经运营商发信。',
      },
    ],
    'dnsbl-query-refused': [
      {
        en: 'The receiver asks Spamhaus through a public resolver: use an own resolver, or the free DQS key, and treat 127.255.255.x as no listing.',
        zh: '收件方通过公共解析器查询 Spamhaus：应改用自建解析器或免费 DQS 密钥，并把 127.255.255.x 视为未列入。',
      },
    ],
  },
}
