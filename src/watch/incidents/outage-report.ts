import type { Language } from '../../knowledge/condition.ts'
import { codeBlock, escapeMarkdown } from '../../report/markdown.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'
import type { IncidentEventRow } from '../../store/store.ts'
import { durationOf, fill } from '../alerts/wording.ts'
import type { Incident } from './incident.ts'
import { beginOf, minuteOf } from './incident-lines.ts'

const words = {
  en: {
    title: 'Outage report: {title}',
    when: 'When',
    over: 'From {begin} to {end} UTC: {duration}.',
    open: 'Since {begin} UTC, for {duration} so far. It is not over.',
    suspected: 'Since {begin} UTC. It is still being confirmed.',
    noticed: 'First seen by the watch at {time} UTC.',
    returned: 'It came back {count} times; the times are those of the last.',
    effect: 'Effect',
    mails: 'Mails seen to be hit: {messages}; people: {users}, as counted when it was last seen.',
    noMails: 'No mail was seen to be hit.',
    cause: 'Cause',
    symptoms: 'It also led to:',
    done: 'What was done',
    nothing: 'Nothing is recorded.',
    prevention: 'How to mend it, and keep it from coming back',
    verify: 'How to see that it is well:',
    events: {
      opened: 'announced: {text}',
      worse: 'became worse: {text}',
      'cause-found': 'cause found: {text}',
      over: 'over: {text}',
      acknowledged: 'taken on by {who}: {text}',
      muted: 'muted by {who}: {text}',
      joined: 'found to be a part of {text}',
    },
  },
  zh: {
    title: '故障报告：{title}',
    when: '时间',
    over: '{begin} 至 {end}（UTC），持续 {duration}。',
    open: '自 {begin}（UTC）起，至今 {duration}，尚未结束。',
    suspected: '自 {begin}（UTC）起，仍在确认中。',
    noticed: '监视于 {time}（UTC）首次发现。',
    returned: '曾复发 {count} 次，以上为最近一次的时间。',
    effect: '影响',
    mails: '已知受影响的邮件：{messages} 封；用户：{users} 人（以最后一次看到时的统计为准）。',
    noMails: '没有发现受影响的邮件。',
    cause: '原因',
    symptoms: '它还导致了：',
    done: '处理经过',
    nothing: '没有记录。',
    prevention: '如何修复并防止再次发生',
    verify: '如何确认已恢复：',
    events: {
      opened: '发出告警：{text}',
      worse: '情况恶化：{text}',
      'cause-found': '找到原因：{text}',
      over: '恢复：{text}',
      acknowledged: '{who} 开始处理：{text}',
      muted: '{who} 设为静默：{text}',
      joined: '确认属于 {text}',
    },
  },
} as const

type Words = (typeof words)[Language]

/**
 * An outage in plain words, for those who ask afterwards: when, its effect, cause, what was done, prevention.
 * Markdown; texts of servers, mails and people stand in it as text. `now`: milliseconds since 1970 UTC.
 */
export function outageReport(
  incident: Incident,
  events: readonly IncidentEventRow[],
  language: Language,
  now: number,
): string {
  const say = words[language]
  const { diagnosis } = incident
  const sections = [
    `# ${fill(say.title, { title: escapeMarkdown(diagnosis.title) })}`,
    `## ${say.when}`,
    timesOf(incident, language, now),
    `## ${say.effect}`,
    effectOf(diagnosis, say),
    `## ${say.cause}`,
    ...causeOf(diagnosis, say),
    `## ${say.done}`,
    events.length === 0 ? say.nothing : events.map((event) => lineOf(event, say)).join('\n'),
    `## ${say.prevention}`,
    ...diagnosis.fix.flatMap(({ do: step, command }, index) => [
      `${index + 1}. ${escapeMarkdown(step)}`,
      ...(command === undefined ? [] : [codeBlock(command)]),
    ]),
    ...(diagnosis.verify.length === 0 ? [] : [say.verify, codeBlock(diagnosis.verify.join('\n'))]),
  ]
  return `${sections.join('\n\n')}\n`
}

function timesOf(incident: Incident, language: Language, now: number): string {
  const say = words[language]
  const begin = beginOf(incident)
  const end = incident.overAt ?? now
  return [
    fill(say[incident.state], {
      begin: minuteOf(begin),
      end: minuteOf(end),
      duration: durationOf(Math.max(0, end - begin), language),
    }),
    fill(say.noticed, { time: minuteOf(incident.suspectedAt) }),
    ...(incident.returns === 0 ? [] : [fill(say.returned, { count: incident.returns })]),
  ].join('\n')
}

function effectOf({ impact }: ReportedDiagnosis, say: Words): string {
  if (impact.messages === 0 && impact.users === 0) return say.noMails
  return fill(say.mails, { messages: impact.messages, users: impact.users })
}

function causeOf({ because, explains }: ReportedDiagnosis, say: Words): string[] {
  const symptoms = explains.filter(({ confirmed }) => confirmed)
  return [
    escapeMarkdown(because),
    ...(symptoms.length === 0
      ? []
      : [say.symptoms, symptoms.map(({ title }) => `- ${escapeMarkdown(title)}`).join('\n')]),
  ]
}

function lineOf({ at, kind, who, text }: IncidentEventRow, say: Words): string {
  // An event of a newer version has no words here: it is shown as it is called.
  const known: Readonly<Record<string, string>> = say.events
  const what = fill(Object.hasOwn(known, kind) ? (known[kind] ?? kind) : `${escapeMarkdown(kind)}: {text}`, {
    who: escapeMarkdown(who),
    text: escapeMarkdown(text),
  })
  return `- ${minuteOf(at)} UTC, ${what}`
}
