import type { Language } from '../../knowledge/condition.ts'
import { durationOf } from '../alerts/wording.ts'
import type { Incident } from './incident.ts'

const words = {
  en: {
    suspected: 'being confirmed',
    open: 'open',
    over: 'over',
    acknowledged: 'acknowledged by {by}',
    since: 'since {time}',
    lasted: 'lasted {duration}',
    none: 'No incident: nothing was wrong for long enough to tell.',
  },
  zh: {
    suspected: '确认中',
    open: '进行中',
    over: '已结束',
    acknowledged: '{by} 已确认',
    since: '自 {time}',
    lasted: '持续 {duration}',
    none: '没有事件：没有问题持续到需要告知的程度。',
  },
} as const

/** When it really began: the log may show that it was there before anybody looked. */
export function beginOf({ diagnosis, suspectedAt }: Incident): number {
  return diagnosis.since === undefined ? suspectedAt : Math.min(Date.parse(diagnosis.since), suspectedAt)
}

export function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

/** State and times of an incident, in a few words. */
export function circumstancesOf(incident: Incident, language: Language): string {
  const say = words[language]
  const parts = [
    incident.acknowledged !== undefined && incident.state === 'open'
      ? say.acknowledged.replace('{by}', () => incident.acknowledged?.by ?? '')
      : say[incident.state],
    say.since.replace('{time}', `${minuteOf(beginOf(incident))} UTC`),
  ]
  if (incident.overAt !== undefined)
    parts.push(say.lasted.replace('{duration}', durationOf(incident.overAt - beginOf(incident), language)))
  return parts.join(', ')
}

export function noIncidents(language: Language): string {
  return words[language].none
}
