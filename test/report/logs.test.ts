import { expect, test } from 'vitest'
import { logsHtml } from '../../src/report/html/logs.ts'
import { logsCsv } from '../../src/report/logs-csv.ts'
import { logsJson } from '../../src/report/logs-json.ts'
import { logsText } from '../../src/report/terminal/logs.ts'
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
