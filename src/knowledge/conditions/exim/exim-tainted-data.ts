import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/** Exim's own words, since 4.94: "Tainted '/var/mail/anna' (file or directory name for …) not permitted". */
const words = /\bTainted (?:'|filename|arg|\S)/
const place = /name for (\S{1,100}) (transport|router)\)|Tainted filename for search: '([^']{1,200})'/

/** A path or command is made of what the sender wrote; Exim since 4.94 refuses to use such names. */
export const eximTaintedData = condition({
  id: 'exim-tainted-data',
  topic: 'delivery',
  severity: 'critical',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const troubled = troubledDeliveries(
      log.value,
      now.value,
      ({ program, reply }) => program.startsWith('exim') && words.test(reply),
      ({ reply }) => [placeOf(reply)],
    )
    const named = findMessages(log.value, { contains: "Tainted filename '" }).filter(
      ({ program, lastAt }) => program.startsWith('exim') && !isOver(log.value, now.value, lastAt),
    )
    if (troubled.length + named.length === 0) return fine()
    const byFile = [...Map.groupBy(named, ({ text }) => /'([^']{1,200})'/.exec(text)?.[1] ?? 'exim')]
    const inMessages = byFile.map(([path, groups]) =>
      problem({
        subject: path,
        confidence: 'certain',
        evidence: groups.slice(0, 3).map(({ lastExample }) => lastExample),
        values: { count: groups.reduce((sum, one) => sum + one.count, 0), reply: groups[0]?.text ?? '' },
        marks: ['program:exim', `path:${path}`],
        since: Math.min(...groups.map(({ firstAt }) => firstAt)),
      }),
    )
    const inDeliveries = troubled.map(({ name, count, since, evidence, impact, groups, domains }) =>
      problem({
        subject: name,
        confidence: 'certain',
        evidence,
        values: { count, reply: groups[0]?.reply ?? '' },
        marks: ['program:exim', ...domains.map((domain) => `domain:${domain}`)],
        since,
        impact,
      }),
    )
    return [...inDeliveries, ...inMessages]
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) => cause.marks.includes(`domain:${effect.subject}`),
    },
    { condition: 'deliveries-rejected' },
    { condition: 'exim-paniclog-nonempty', when: () => true },
    { condition: 'exim-file-unreadable' },
  ],
  texts: {
    en: {
      title: 'Exim refuses a file name made of the address ({subject})',
      because:
        'The configuration uses $local_part or $domain, which the sender chooses, in the name of a file or command. ' +
        'Exim 4.94 and later refuse that: {count} messages wait, or leave unsigned. It says: {reply}',
      allClear: 'Exim refuses no name as tainted',
    },
    zh: {
      title: 'Exim 拒绝由地址构成的文件名（{subject}）',
      because:
        '配置在文件名或命令中使用了由发件人决定的 $local_part 或 $domain。Exim 4.94 起不再允许：{count} 封邮件在等待，或未签名就发出。它的提示：{reply}',
      allClear: 'Exim 未因 tainted 拒绝任何名称',
    },
  },
  fix: [
    {
      do: {
        en: 'In {subject}, use $local_part_data and $domain_data, which a router sets when it looks the address up (local_parts = …, domains = …)',
        zh: '在 {subject} 中改用 $local_part_data 和 $domain_data，它们由路由器在查询地址时设置（local_parts = …、domains = …）',
      },
      command: 'exim -bP transports | grep -n "local_part\\|domain"',
      risk: 'none',
    },
    {
      do: { en: 'Load it and let the queue run', zh: '加载配置并重新投递队列' },
      command: 'update-exim4.conf; systemctl reload exim4; exim -qff',
      risk: 'reload',
    },
  ],
  verify: ['exim -bt postmaster@localhost', 'exim -bpc'],
  references: [
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-string_expansions.html',
    'https://wiki.debian.org/Exim',
  ],
})

function placeOf(reply: string): string {
  const found = place.exec(reply)
  return found?.[3] ?? (found?.[1] === undefined ? 'exim' : `${found[2]} ${found[1]}`)
}
