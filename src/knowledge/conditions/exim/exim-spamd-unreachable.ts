import { loggedCondition } from '../../logged-condition.ts'

/** The spam filter that an ACL asks does not answer. */
export const eximSpamdUnreachable = loggedCondition({
  id: 'exim-spamd-unreachable',
  topic: 'spam-filter',
  severity: 'high',
  query: { contains: ['spam acl condition: '] },
  subject: ({ text }) => (/failed|error|refused|timed? out|no such file/i.test(text) ? 'spamd' : undefined),
  confidence: 'certain',
  marks: () => ['program:spamd', 'program:exim'],
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'exim-paniclog-nonempty', when: () => true },
  ],
  texts: {
    en: {
      title: 'Exim cannot reach the spam filter',
      because:
        'An ACL of Exim asks {subject} about each message, and it does not answer ({count} times): spam passes unmarked, or mail is deferred, as the ACL says.',
      allClear: 'Exim reaches its spam filter',
    },
    zh: {
      title: 'Exim 无法连接垃圾邮件过滤器',
      because:
        'Exim 的 ACL 会向 {subject} 查询每封邮件，但它没有应答（{count} 次）：视 ACL 而定，垃圾邮件不加标记地通过，或邮件被推迟。',
      allClear: 'Exim 能连接垃圾邮件过滤器',
    },
  },
  fix: [
    {
      do: {
        en: 'See where Exim looks for it, and whether it runs there (Debian 12: the unit is called spamd)',
        zh: '查看 Exim 连接的地址，以及它是否在那里运行（Debian 12 中单元名为 spamd）',
      },
      command: 'exim -bP spamd_address; systemctl status spamd spamassassin rspamd',
      risk: 'none',
    },
    {
      do: { en: 'Start it', zh: '启动它' },
      command: 'systemctl enable --now spamd',
      risk: 'restart',
    },
  ],
  verify: ['grep "spam acl condition" /var/log/exim4/mainlog | tail -3'],
  references: [
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-content_scanning_at_acl_time.html',
  ],
})
