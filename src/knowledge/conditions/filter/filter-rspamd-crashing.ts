import { loggedCondition } from '../../logged-condition.ts'

/**
 * A worker of Rspamd dies now and then: the mails of that second are deferred, unfiltered or unsigned.
 */
export const filterRspamdCrashing = loggedCondition({
  id: 'filter-rspamd-crashing',
  topic: 'spam-filter',
  severity: 'high',
  query: { contains: ['caught fatal signal', 'segfault at'] },
  accepts: ({ program, text }) => program.startsWith('rspamd') || text.includes('rspamd'),
  subject: 'rspamd',
  confidence: 'certain',
  marks: () => ['unit:rspamd.service', 'program:rspamd'],
  explains: [{ condition: 'inbound-refused' }, { condition: 'queue-milter-unreachable' }],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'Rspamd comes back by itself; only the mails of some seconds are hit',
        zh: 'Rspamd 会自行恢复，只有个别时刻的邮件受影响',
      },
    },
  ],
  texts: {
    en: {
      title: 'Rspamd crashes',
      because:
        'Workers of Rspamd were ended by a memory error {count} times. Mail of those seconds was deferred, or passed unfiltered and unsigned. A defective build or library is behind it.',
      allClear: 'Rspamd does not crash',
    },
    zh: {
      title: 'Rspamd 崩溃',
      because:
        'Rspamd 的工作进程因内存错误终止了 {count} 次。那些时刻的邮件被暂缓，或未经过滤、未签名地通过。原因是有缺陷的构建或库。',
      allClear: 'Rspamd 没有崩溃',
    },
  },
  fix: [
    {
      do: { en: 'See its version, and what was upgraded before', zh: '查看版本以及之前升级了什么' },
      command: 'rspamd --version; grep -E "rspamd|hyperscan|luajit" /var/log/dpkg.log | tail',
      risk: 'none',
    },
    {
      do: {
        en: 'Install the package of rspamd.com, or switch the crashing module off',
        zh: '安装 rspamd.com 的软件包，或关闭引起崩溃的模块',
      },
      command: 'apt-get install --only-upgrade rspamd && systemctl restart rspamd',
      risk: 'restart',
    },
  ],
  verify: ['journalctl --since -1h --no-pager | grep -c "fatal signal"'],
  references: ['https://github.com/rspamd/rspamd/issues/3125'],
})
