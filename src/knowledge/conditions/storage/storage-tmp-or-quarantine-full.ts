import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { fileSystemOf, fileSystems } from '../../../collect/system/file-systems.ts'
import { mailPaths } from '../../../collect/system/mail-paths.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Room for some messages of 10 MB, unpacked; of a smaller work space a fiftieth. */
const roomBytes = 32 << 20
/** amavisd, clamd, spamd and Perl's File::Temp when they cannot write what they look into. */
const words = ["Can't write to temporary file", 'cli_gentempfd', 'No space left on device']
const scanners = /^(?:amavis|clamd|clamav|spamd|rspamd)/

/** Scanners unpack attachments into a work space of its own, and that is full: mail is deferred. */
export const storageTmpOrQuarantineFull = condition({
  id: 'storage-tmp-or-quarantine-full',
  topic: 'resources',
  severity: 'high',
  needs: { all: fileSystems, paths: mailPaths },
  optional: { log: mailLog },
  detect: ({ all, paths, log }) => {
    if (all.status === 'absent' || paths.status === 'absent') return notApplicable('no folder for mail here')
    const complaints =
      log.status === 'known'
        ? findMessages(log.value, { contains: words }).filter(({ program }) => scanners.test(program))
        : []
    const uses = Map.groupBy(paths.value, ({ path }) => fileSystemOf(path, all.value))
    return [...uses].flatMap(([fileSystem, held]) => {
      if (fileSystem === undefined || fileSystem.sizeBytes === 0) return []
      if (held.some(({ use }) => use !== 'temporary files')) return []
      const { mountPoint, evidence, availableBytes, sizeBytes } = fileSystem
      if (availableBytes > Math.min(roomBytes, sizeBytes / 50)) return [fine(evidence, mountPoint)]
      return [
        problem({
          subject: mountPoint,
          confidence: 'certain',
          severity: complaints.length > 0 ? 'high' : 'medium',
          evidence: [...evidence, ...complaints.slice(0, 3).map(({ lastExample }) => lastExample)],
          values: { device: fileSystem.device, paths: held.map(({ path }) => path).join(', ') },
          marks: [`path:${mountPoint}`, ...held.map(({ path }) => `path:${path}`), 'reason:disk-full'],
        }),
      ]
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
  ],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'queue, mailboxes and logs have room; only the temporary files’ file system is full',
        zh: '队列、邮箱和日志所在空间充足，只有临时文件所在的文件系统已满',
      },
    },
  ],
  texts: {
    en: {
      title: 'The work space of scanners is full: {subject}',
      because:
        'The file system {subject} ({device}) holds {paths} and has no room left. Scanners unpack attachments there; ' +
        'they fail, and mail waits with "try again later".',
      allClear: '{subject} has room',
    },
    zh: {
      title: '扫描程序的工作空间已满：{subject}',
      because:
        '文件系统 {subject}（{device}）存放 {paths}，已无剩余空间。扫描程序在此解包附件，因而失败，邮件以“稍后再试”等待。',
      allClear: '{subject} 空间充足',
    },
  },
  fix: [
    {
      do: { en: 'See what fills it', zh: '查看占用空间的内容' },
      command: 'du -xh --max-depth=2 {subject} | sort -h | tail',
      risk: 'none',
    },
    {
      do: {
        en: 'Remove what scanners left behind, empty the quarantine, or enlarge it (about three times the largest mail for each scanner process)',
        zh: '删除扫描程序遗留的文件、清空隔离区，或扩大空间（每个扫描进程约为最大邮件的三倍）',
      },
      risk: 'data',
    },
  ],
  verify: ['df -h {subject}'],
  references: [
    'https://www.ijs.si/software/amavisd/',
    'https://docs.clamav.net/manual/Usage/Configuration.html',
  ],
})
