import { describe, expect, test } from 'vitest'
import { incidentSchema } from '../../../src/watch/incidents/incident.ts'
import { outageReport } from '../../../src/watch/incidents/outage-report.ts'
import { diskFull, second } from '../watched-host.ts'

const minute = 60 * second
const begin = Date.parse('2026-03-03T10:00:00Z')
const incident = incidentSchema.parse({
  id: 3,
  state: 'over',
  key: 'storage-disk-full /var',
  members: [],
  diagnosis: {
    ...diskFull,
    explains: [{ condition: 'mail-deferred', subject: 'host', title: 'mail is late', confirmed: true }],
  },
  worst: 'critical',
  firstSeenAt: begin,
  suspectedAt: begin,
  openedAt: begin + 2 * second,
  lastSeenAt: begin + 29 * minute,
  overAt: begin + 30 * minute,
  returns: 0,
})
const events = [
  { at: begin, kind: 'opened', who: 'mailmedic', text: '/var is full' },
  { at: begin + 9 * minute, kind: 'acknowledged', who: 'ann', text: 'ordered a *larger* disk' },
  { at: begin + 30 * minute, kind: 'over', who: 'mailmedic', text: '/var is full' },
]

describe('an outage report', () => {
  test('says when, effect, cause, what was done, and prevention', () => {
    expect(outageReport(incident, events, 'en', begin)).toBe(
      [
        '# Outage report: /var is full',
        '## When',
        // From when the log shows that it was there, not from when the watch saw it.
        'From 2026-03-03 09:00 to 2026-03-03 10:30 UTC: 1 h 30 min.\nFirst seen by the watch at 2026-03-03 10:00 UTC.',
        '## Effect',
        'Mails seen to be hit: 12; people: 3, as counted when it was last seen.',
        '## Cause',
        'no space is left on /var',
        'It also led to:',
        '- mail is late',
        '## What was done',
        '- 2026-03-03 10:00 UTC, announced: /var is full\n- 2026-03-03 10:09 UTC, taken on by ann: ordered a \\*larger\\* disk\n- 2026-03-03 10:30 UTC, over: /var is full',
        '## How to mend it, and keep it from coming back',
        '1. Make room',
        '```\ndu -x /var\n```',
        'How to see that it is well:',
        '```\ndf /var\n```\n',
      ].join('\n\n'),
    )
  })

  test('of what is not over says how long so far', () => {
    const open = { ...incident, state: 'open' as const, overAt: undefined, returns: 2 }
    const report = outageReport(open, [], 'en', begin + 60 * minute)
    expect(report).toContain('Since 2026-03-03 09:00 UTC, for 2 h so far. It is not over.')
    expect(report).toContain('It came back 2 times')
    expect(report).toContain('Nothing is recorded.')
  })

  test('claims no effect that was not seen', () => {
    const diagnosis = { ...diskFull, impact: { messages: 0, users: 0, text: '' } }
    expect(outageReport({ ...incident, diagnosis }, events, 'en', begin)).toContain(
      'No mail was seen to be hit.',
    )
  })

  test('speaks Chinese', () => {
    const report = outageReport(incident, events, 'zh', begin)
    expect(report).toContain('# 故障报告：/var is full')
    expect(report).toContain('2026-03-03 09:00 至 2026-03-03 10:30（UTC），持续 1 小时 30 分钟。')
    expect(report).toContain('ann 开始处理')
    expect(report).not.toMatch(/\{\w+\}/)
  })

  test('what mails and people wrote stays text', () => {
    const hostile = [
      { at: begin, kind: '__proto__', who: '<b>', text: '```\n# heading\u001b[31m {who}' },
      { at: begin, kind: 'acknowledged', who: '{text}', text: '[link](x)' },
    ]
    const report = outageReport(incident, hostile, 'en', begin)
    expect(report).toContain('\\_\\_proto\\_\\_: \\`\\`\\` \\# heading\ufffd\\[31m {who}')
    expect(report).toContain('taken on by {text}: \\[link\\](x)')
  })
})
