import { eximUnopenedFiles } from '../../../collect/exim/unopened-files.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, type LinkedProblem, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/**
 * A file that the configuration names (a list of mailboxes or aliases, passwd.client, the DKIM key, a
 * filter) is missing, or Exim's user may not read it. What needs it is put off, or goes without.
 */
export const eximFileUnreadable = condition({
  id: 'exim-file-unreadable',
  topic: 'delivery',
  severity: 'high',
  needs: { files: eximUnopenedFiles, log: mailLog, now },
  detect: ({ files, log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    if (files.status === 'absent') return fine(files.evidence)
    return files.value.map((file) => {
      const { path, error, count, firstAt, lastAt, evidence } = file
      if (file.mended || isOver(log.value, now.value, lastAt))
        return over({ subject: path, evidence, since: firstAt, until: lastAt })
      return problem({
        subject: path,
        confidence: 'certain',
        evidence,
        values: {
          count,
          what: error === 'missing' ? 'it does not exist' : 'Exim’s user may not read it',
          whatZh: error === 'missing' ? '该文件不存在' : 'Exim 的用户无权读取',
        },
        marks: ['program:exim', `path:${path}`],
        since: firstAt,
      })
    })
  },
  explains: [
    { condition: 'exim-paniclog-nonempty', when: () => true },
    { condition: 'dkim-not-signing' },
    { condition: 'deliveries-rejected', when: isWithoutLogin },
    { condition: 'inbound-refused', when: isPutOff },
    { condition: 'deliveries-deferred', when: isOnlyOurs },
  ],
  mistakenFor: [
    {
      condition: 'exim-configuration-refused',
      toldApartBy: {
        en: 'Exim runs and takes its configuration: the file is opened only when mail needs it',
        zh: 'Exim 正常运行并接受了配置：该文件在处理邮件时才会打开',
      },
    },
  ],
  texts: {
    en: {
      title: 'Exim cannot open {subject}',
      because:
        'The configuration names {subject}, and {what} ({count} times). Mail that needs it is put off, or leaves ' +
        'without it: unsigned, or without a log-in at the smarthost.',
      allClear: 'Exim can open the files that its configuration names',
    },
    zh: {
      title: 'Exim 无法打开 {subject}',
      because:
        '配置中引用了 {subject}，但{whatZh}（{count} 次）。需要它的邮件会被推迟，或在缺少它的情况下发出：没有签名，或没有登录中继主机。',
      allClear: 'Exim 能打开配置中引用的文件',
    },
  },
  fix: [
    {
      do: { en: 'See what is there, and every folder on the way', zh: '查看文件及各级目录的权限' },
      command: 'namei -l {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Write or restore it; let root own it and Exim’s group read it (Debian: Debian-exim)',
        zh: '新建或恢复该文件；属主设为 root，并允许 Exim 的组读取（Debian：Debian-exim）',
      },
      command: 'chown root:Debian-exim {subject} && chmod 0640 {subject} && exim -qff',
      risk: 'none',
    },
  ],
  verify: ['runuser -u Debian-exim -- head -c1 {subject} | wc -c', 'exim -bp | head'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-file_and_database_lookups.html'],
})

/** Without passwd.client there is no log-in: the smarthost refuses as it refuses strangers. */
function isWithoutLogin({ subject }: LinkedProblem): boolean {
  return subject.endsWith('/passwd.client')
}

function isPutOff({ subject }: LinkedProblem, effect: LinkedProblem): boolean {
  return !isWithoutLogin({ subject, condition: '', marks: [] }) && effect.subject.includes(subject)
}

/** A delivery that got as far as another host did not fail for a file here. */
function isOnlyOurs(_cause: LinkedProblem, { marks }: LinkedProblem): boolean {
  return !marks.some((mark) => mark.startsWith('endpoint:'))
}
