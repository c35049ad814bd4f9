import { describe, expect, test } from 'vitest'
import { reasonTitlesIn } from '../../src/cli/reason-titles.ts'
import { logsHtml } from '../../src/report/html/logs.ts'
import { byDay, mergedMessages, withoutGaps } from '../../src/report/log-words.ts'
import { logsCsv } from '../../src/report/logs-csv.ts'
import { logsJson } from '../../src/report/logs-json.ts'
import { logsText } from '../../src/report/terminal/logs.ts'
import { displayWidth } from '../../src/report/terminal/wrap.ts'
import { totalsOfText } from '../logs/engine/feed.ts'

const at = (hour: string, text: string) => `2026-03-03T${hour}:00:01+01:00 mx1 ${text}\n`
const hostile = '<script>alert(1)</script>\u001b[31m'
const log =
  at(
    '06',
    'postfix/smtpd[1]: AAAAA1: client=h.b.example[192.0.2.1], sasl_method=PLAIN, sasl_username==cmd|calc',
  ) +
  at('06', `postfix/qmgr[3]: AAAAA1: from=<${hostile}@b.example>, size=1000, nrcpt=1 (queue active)`) +
  at(
    '07',
    'postfix/smtp[4]: AAAAA1: to=<u@d.example>, relay=mx.d[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
  ) +
  at('07', `frob[1]: ${hostile} "quoted"`)
const totals = totalsOfText(log)

test('JSON keeps the contract', () => {
  expect(JSON.parse(logsJson(totals))).toMatchObject({
    schema: 'mailmedic.logs/1',
    period: { from: '2026-03-03T06:00:01+01:00', to: '2026-03-03T07:00:01+01:00' },
    lines: { total: 4, understood: 3, unknown: 1 },
    totals: {
      received: 1,
      delivered: 1,
      deferredMessages: 0,
      bytesReceived: 1000,
      uniqueSenders: 1,
      uniqueRecipients: 1,
    },
    rejects: [],
    deferrals: [],
    bounces: [],
    top: {
      senders: [{ address: `${hostile}@b.example`, count: 1 }],
      recipients: [{ address: 'u@d.example', count: 1 }],
      senderDomains: [{ domain: 'b.example', count: 1 }],
      recipientDomains: [{ domain: 'd.example', count: 1 }],
      saslUsers: [{ user: '=cmd|calc', count: 1 }],
    },
    perHour: [
      { hour: '2026-03-03T06', received: 1, delivered: 0, deferred: 0, bounced: 0, rejected: 0 },
      { hour: '2026-03-03T07', received: 0, delivered: 1, deferred: 0, bounced: 0, rejected: 0 },
    ],
  })
})

test('nothing hostile reaches a terminal', () => {
  const text = logsText(totals, { width: 80, colour: false })
  expect(text).not.toContain('\u001b')
  expect(text).toContain('\\x1b')
})

test('nothing hostile reaches a browser, nothing is loaded', () => {
  const html = logsHtml(totals)
  expect(html).not.toContain('<script>')
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toMatch(/(?:src|href)=/)
  expect(html).toContain('<svg')
})

test('no cell of the CSV is a formula', () => {
  const rows = logsCsv(totals).trimEnd().split('\r\n')
  expect(rows[0]).toBe('section,name,value')
  expect(rows).toContain("saslUsers,'=cmd|calc,1")
  expect(rows).toContain('totals,received,1')
})

describe('in Chinese', () => {
  const busy = totalsOfText(
    log +
      at(
        '07',
        'postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <u@d.example>: Relay access denied; from=<a@b.example> to=<u@d.example> proto=ESMTP helo=<x>',
      ) +
      at(
        '07',
        'postfix/smtpd[1]: warning: unknown[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      ) +
      at(
        '08',
        'postfix/smtp[4]: AAAAA2: to=<u@d.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to mx.d[198.51.100.7]:25: Connection timed out)',
      ) +
      at('08', 'postfix/qmgr[3]: warning: connect to transport private/smpt: No such file or directory') +
      at(
        '09',
        'rspamd[9]: <adfb84>; task; rspamd_task_write_log: id: <m>, qid: <1A2B3C>, ip: 192.0.2.5, from: <f>, (default: F (no action): [1.20/15.00] []), len: 2348',
      ),
  )
  const options = { width: 80, colour: false, language: 'zh', reasonTitle: reasonTitlesIn('zh') } as const

  test('each heading, within the width', () => {
    const text = logsText(busy, options)
    const headings = text.split('\n').filter((line) => /^[^ ]/.test(line))
    for (const line of headings) expect(line).toMatch(/[\u4e00-\u9fff]/)
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
    expect(text).toContain('connection-failed')
    expect(text).not.toMatch(/\{[a-z]+\}/i)
  })

  test('the page', () => {
    const html = logsHtml(busy, undefined, 'zh', reasonTitlesIn('zh'))
    expect(html).toContain('<html lang="zh">')
    for (const [, heading = ''] of html.matchAll(/<h[12]>([^<]*)</g))
      expect(heading).toMatch(/[\u4e00-\u9fff]/)
    expect(html).not.toMatch(/\{[a-z]+\}/i)
  })
})

test('one warning of many daemons is one thing to see to', () => {
  const warning = 'warning: /etc/postfix/main.cf, line 54: overriding earlier entry: mynetworks=127.0.0.0/8'
  const { warnings } = totalsOfText(
    ['smtpd', 'cleanup', 'qmgr', 'smtpd']
      .map((daemon) => at('06', `postfix/${daemon}[1]: ${warning}`))
      .join(''),
  )
  const [merged, ...others] = mergedMessages(warnings)
  expect(others).toEqual([])
  expect(merged).toMatchObject({ count: 4, programs: ['postfix/smtpd', 'postfix/cleanup', 'postfix/qmgr'] })
})

test('days without mail are days', () => {
  const row = (hour: string) => ({ hour, received: 1, delivered: 0, deferred: 0, bounced: 0, rejected: 0 })
  const days = byDay(withoutGaps([row('2026-03-03T06'), row('2026-03-06T07')]))
  expect(days.map(({ hour, received }) => [hour, received])).toEqual([
    ['2026-03-03', 1],
    ['2026-03-04', 0],
    ['2026-03-05', 0],
    ['2026-03-06', 1],
  ])
})

describe('what is planted in every field', () => {
  const planted = `<img src=x onerror=alert(1)>"'\u001b]0;owned\u0007\u009b2J`
  const lines = [
    `postfix/smtpd[1]: AAAAA1: client=h${planted}.b[192.0.2.1], sasl_method=PLAIN, sasl_username=an${planted}na`,
    `postfix/cleanup[2]: AAAAA1: message-id=<m${planted}@x>`,
    `postfix/qmgr[3]: AAAAA1: from=<a${planted}@b${planted}.example>, size=1, nrcpt=1 (queue active)`,
    `postfix/smtp[4]: AAAAA1: to=<u${planted}@d${planted}.example>, relay=mx${planted}[198.51.100.7]:25, delay=9, delays=0/0/0/9, dsn=2.0.0, status=sent (250 ${planted})`,
    `postfix/smtp[4]: AAAAA2: to=<v@d${planted}.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (${planted})`,
    `postfix/smtp[4]: AAAAA2: to=<v@e.example>, relay=none, delay=1, delays=0/0/1/0, dsn=5.4.4, status=bounced (${planted})`,
    `postfix/smtpd[1]: NOQUEUE: reject: RCPT from x${planted}[203.0.113.9]: 554 5.7.1 <x>: ${planted}; from=<s> to=<x> proto=ESMTP helo=<${planted}>`,
    `postfix/smtpd[1]: warning: ${planted}`,
    `postfix/smtpd[1]: warning: x${planted}[203.0.113.9]: SASL LOGIN authentication failed: ${planted}`,
    `rspamd[8]: <1>; task; rspamd_task_write_log: id: <m>, qid: <1>, (default: F (${planted}): [1.0/15.0] []`,
    `fail2ban.actions[1]: NOTICE [${planted}] Ban 192.0.2.9`,
    `frob${planted}[1]: ${planted}`,
    `Mon${planted} nobody knows this`,
  ]
  const totals = totalsOfText(lines.map((text) => at('06', text) + at('07', text)).join(''))

  test.each(['en', 'zh'] as const)('%s: no control character reaches a terminal', (language) => {
    const text = logsText(totals, { width: 80, colour: false, language })
    expect(text).toContain('owned')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  test.each(['en', 'zh'] as const)('%s: no markup reaches a browser', (language) => {
    const html = logsHtml(totals, undefined, language)
    expect(html).toContain('&lt;img')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('\u001b')
    const attributes = [...html.matchAll(/<[a-z][^<>]*>/g)].map(([tag]) => tag).join('')
    expect(attributes).not.toContain('onerror')
  })

  test('the CSV keeps its columns', () => {
    for (const row of logsCsv(totals).trimEnd().split('\r\n'))
      expect(row.replace(/"(?:[^"]|"")*"/g, '').split(',').length).toBe(3)
  })
})
