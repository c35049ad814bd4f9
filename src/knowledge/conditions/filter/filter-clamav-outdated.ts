import { loggedCondition } from '../../logged-condition.ts'

/** Virus signatures are not updated any more: the download fails or the engine is too old for it. */
export const filterClamavOutdated = loggedCondition({
  id: 'filter-clamav-outdated',
  topic: 'updates',
  severity: 'medium',
  query: {
    contains: [
      'Your ClamAV installation is OUTDATED',
      'virus database is older than',
      'error code 403',
      'error code 429',
      'You are still on cool-down',
      "Can't download",
    ],
  },
  accepts: ({ program, text }) =>
    program.includes('clam') || program.includes('clamd') || text.includes('ClamAV'),
  subject: 'freshclam',
  confidence: 'certain',
  severityOf: ({ groups }) => (groups.every(({ text }) => text.includes('OUTDATED')) ? 'info' : 'medium'),
  mistakenFor: [
    {
      condition: 'filter-clamd-down',
      toldApartBy: { en: 'the scanner works; its signatures are old', zh: '扫描程序在运行，只是特征库过旧' },
    },
  ],
  texts: {
    en: {
      title: 'Virus signatures are not up to date',
      because:
        'freshclam or clamd complain ({count} times): the signatures cannot be downloaded, are older than a week, or the installed version is out of support. New viruses are not found.',
      allClear: 'virus signatures are up to date',
    },
    zh: {
      title: '病毒特征库不是最新',
      because:
        'freshclam 或 clamd 报告（{count} 次）：特征库无法下载、已超过一周，或已安装的版本不再受支持。新的病毒无法被发现。',
      allClear: '病毒特征库是最新的',
    },
  },
  fix: [
    {
      do: { en: 'Upgrade ClamAV', zh: '升级 ClamAV' },
      command: 'apt-get update && apt-get install --only-upgrade clamav-daemon clamav-freshclam',
      risk: 'restart',
    },
    {
      do: {
        en: 'Let freshclam run as a service (not by cron each minute) and read what it says',
        zh: '让 freshclam 作为服务运行（不要用 cron 每分钟执行），并查看其输出',
      },
      command: 'systemctl enable --now clamav-freshclam; journalctl -u clamav-freshclam -n 30 --no-pager',
      risk: 'none',
    },
  ],
  verify: ['sigtool -i /var/lib/clamav/daily.cld'],
  references: ['https://docs.clamav.net/faq/faq-freshclam.html'],
})
