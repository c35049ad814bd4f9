import { loggedCondition } from '../../logged-condition.ts'

/** Exim refuses connections because too many are open already: smtp_accept_max, 20 unless set. */
export const eximSmtpAcceptMax = loggedCondition({
  id: 'exim-smtp-accept-max',
  topic: 'slow',
  severity: 'high',
  query: { contains: ['too many connections'], minimum: 3 },
  subject: ({ program }) => (program.startsWith('exim') ? 'smtp_accept_max' : undefined),
  confidence: 'certain',
  marks: () => ['program:exim', 'port:25'],
  explains: [{ condition: 'service-mx-unreachable' }],
  texts: {
    en: {
      title: 'Exim refuses connections: the limit {subject} is reached',
      because:
        'Exim turned {count} connections away because as many as {subject} allows were open. Slow checks (DNS lists, callouts, scanners) hold connections, or somebody opens many at once.',
      allClear: 'Exim takes all connections',
    },
    zh: {
      title: 'Exim 拒绝连接：已达到上限 {subject}',
      because:
        '由于打开的连接数已达到 {subject} 的上限，Exim 拒绝了 {count} 个连接。缓慢的检查（DNS 列表、回呼、扫描）占住连接，或有人同时打开大量连接。',
      allClear: 'Exim 接受所有连接',
    },
  },
  fix: [
    {
      do: { en: 'See who holds them and what they wait for', zh: '查看谁占用连接、在等待什么' },
      command: 'exiwhat | head -40; exim -bP smtp_accept_max smtp_accept_max_per_host',
      risk: 'none',
    },
    {
      do: {
        en: 'Cure the slow check; then raise the limit, with one for each host (smtp_accept_max = 100, smtp_accept_max_per_host = 10)',
        zh: '先解决缓慢的检查；再提高上限并限制每个主机（smtp_accept_max = 100，smtp_accept_max_per_host = 10）',
      },
      command: 'update-exim4.conf && systemctl reload exim4',
      risk: 'reload',
    },
  ],
  verify: ['grep -c "too many connections" /var/log/exim4/mainlog'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-main_configuration.html'],
})
