import { loggedCondition } from '../../logged-condition.ts'

/** proxymap(8) serves only tables that proxy_read_maps names; others fail with a temporary error. */
export const mapsProxymapNotAllowed = loggedCondition({
  id: 'maps-proxymap-not-allowed',
  topic: 'configuration',
  severity: 'high',
  query: { contains: 'request for unapproved table', endedByStartOf: 'postfix' },
  subject: ({ text }) => /unapproved table: "([^"]{1,300})"/.exec(text)?.[1],
  confidence: 'certain',
  marks: () => ['detail:lookup-failure', 'reason:server-misconfigured', 'reason:server-temporary-error'],
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  texts: {
    en: {
      title: 'proxymap refuses to look up {subject}',
      because:
        'A setting uses proxy:{subject}, but proxy_read_maps does not allow it, so each look-up fails with a temporary ' +
        'error ({count} times).',
      allClear: 'proxymap serves all tables that it is asked for',
    },
    zh: {
      title: 'proxymap 拒绝查询 {subject}',
      because:
        '某项设置使用了 proxy:{subject}，但 proxy_read_maps 未允许它，每次查询都以临时错误失败（{count} 次）。',
      allClear: 'proxymap 允许查询所有用到的表',
    },
  },
  fix: [
    {
      do: {
        en: 'Find the setting that names the table, and append "$" and its name to proxy_read_maps',
        zh: '找到引用该表的设置，并将“$”加其名称追加到 proxy_read_maps',
      },
      command: 'postconf -n | grep -F {subject}; postconf proxy_read_maps',
      risk: 'none',
    },
    { do: { en: 'Then reload', zh: '然后重新加载' }, command: 'postfix reload', risk: 'reload' },
  ],
  verify: ['journalctl -g "unapproved table" --since -10min'],
  references: ['https://www.postfix.org/proxymap.8.html'],
})
