import type { Language } from '../../knowledge/condition.ts'
import type { Alert } from './alert.ts'

/** An alert as lines of plain text: what each channel shows, in its own format. */
export interface Wording {
  /** One line, at most 200 characters: verdict first, for the lock screen. */
  readonly title: string
  readonly lines: readonly string[]
}

const longestTitle = 200

const words = {
  en: {
    opened: '{severity} on {host}: {title}',
    worse: 'worse on {host}, now {severity}: {title}',
    'cause-found': 'cause found on {host}: {title}',
    over: 'over on {host}: {title}',
    test: 'test from Mailmedic on {host}',
    digest: 'the last day on {host}: {title}',
    severity: { critical: 'critical', high: 'grave', medium: 'problem', low: 'advice', info: 'note' },
    impact: 'Impact: ',
    first: 'Do first: ',
    command: 'Command: ',
    since: 'Since: ',
    lasted: 'It lasted {duration}.',
    more: 'More: mailmedic incident {incident}',
    testText: 'If you can read this, alerts of this server reach you here.',
  },
  zh: {
    opened: '{host} {severity}：{title}',
    worse: '{host} 情况恶化，现为{severity}：{title}',
    'cause-found': '{host} 已找到原因：{title}',
    over: '{host} 已恢复：{title}',
    test: '来自 {host} 上 Mailmedic 的测试',
    digest: '{host} 最近一天：{title}',
    severity: { critical: '危急', high: '严重', medium: '问题', low: '建议', info: '提示' },
    impact: '影响：',
    first: '先做：',
    command: '命令：',
    since: '开始于：',
    lasted: '持续了 {duration}。',
    more: '详情：mailmedic incident {incident}',
    testText: '能看到这条消息，说明这台服务器的告警能送到这里。',
  },
} as const

export function wordingOf(alert: Alert, language: Language): Wording {
  const say = words[language]
  const values = { host: alert.host, title: alert.title, severity: say.severity[alert.severity] }
  const title = fill(say[alert.kind], values)
  return {
    title: title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title,
    lines:
      alert.kind === 'test'
        ? [say.testText]
        : alert.kind === 'digest'
          ? alert.because.split('\n')
          : linesOf(alert, language),
  }
}

function linesOf(alert: Alert, language: Language): string[] {
  const say = words[language]
  const { firstStep, since, lasted, incident, kind } = alert
  const lines = [alert.because]
  if (kind === 'over' && lasted !== undefined)
    lines.push(fill(say.lasted, { duration: durationOf(lasted, language) }))
  lines.push(`${say.impact}${alert.impact}`)
  if (kind !== 'over' && firstStep !== undefined) {
    lines.push(`${say.first}${firstStep.do}`)
    if (firstStep.command !== undefined) lines.push(`${say.command}${firstStep.command}`)
  }
  if (since !== undefined)
    lines.push(`${say.since}${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`)
  if (alert.link !== undefined) lines.push(alert.link)
  else if (incident !== undefined) lines.push(fill(say.more, { incident }))
  return lines
}

/** "3 min", "2 h 10 min", "4 d 3 h": the two largest units. */
export function durationOf(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  const units = language === 'zh' ? (['天', '小时', '分钟'] as const) : (['d', 'h', 'min'] as const)
  const parts = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60]
  const shown = parts.flatMap((count, index) => (count === 0 ? [] : [`${count} ${units[index]}`]))
  return shown.slice(0, 2).join(' ')
}

/** Puts values in the place of `{name}`; a name that has none stays. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
