import { expect, test } from 'vitest'
import { logsHtml } from '../../../src/report/html/logs.ts'
import { logsText } from '../../../src/report/terminal/logs.ts'
import { totalsOfText } from './feed.ts'

const at = (text: string, second = 12) => `Dec 29 06:25:${second} mx1 ${text}\n`

test.each([
  [
    'amavis[1]: (12345-06) Passed CLEAN {RelayedInbound}, [192.0.2.1]:5 <f> -> <t>, Queue-ID: 1A2B3C',
    'Amavis',
    'Passed CLEAN',
  ],
  [
    'amavis[1]: (12345-06) Blocked INFECTED (Eicar) {DiscardedInbound,Quarantined}, <f> -> <t>',
    'Amavis',
    'Blocked INFECTED',
  ],
  [
    'rspamd[1]: <adfb84>; task; rspamd_task_write_log: id: <m>, qid: <1A2B3C>, ip: 192.0.2.1, from: <f>, (default: F (no action): [1.20/15.00] [SYM(0.50){}]), len: 2348',
    'Rspamd',
    'no action',
  ],
  [
    'rspamd[1]: <adfb84>; proxy; rspamd_task_write_log: id: <m>, from: <f>, (default: T (reject): [21.20/15.00] []), len: 2348',
    'Rspamd',
    'reject',
  ],
  [
    'spamd[1]: spamd: identified spam (9.1/5.0) for u:110 in 2.3 seconds, 4321 bytes.',
    'SpamAssassin',
    'spam',
  ],
  ['clamd[1]: stream(127.0.0.1@1234): Eicar-Signature FOUND', 'ClamAV', 'virus found'],
  ['opendkim[1]: 3C1F52E0A4B: DKIM-Signature field added (s=s1, d=b.example)', 'OpenDKIM', 'signed'],
  ['opendkim[1]: 3C1F52E0A4B: bad signature data', 'OpenDKIM', 'signature invalid'],
  ['opendmarc[1]: 3C1F52E0A4B: b.example fail', 'OpenDMARC', 'fail'],
  [
    'postgrey[1]: action=greylist, reason=new, client_name=h, client_address=192.0.2.1, sender=f, recipient=t',
    'postgrey',
    'greylist',
  ],
  [
    'policyd-spf[1]: prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=192.0.2.1',
    'policyd-spf',
    'Softfail',
  ],
  ['fail2ban.actions[1]: NOTICE [postfix] Ban 192.0.2.5', 'fail2ban', 'Ban'],
])('%s', (text, filter, verdict) => {
  const { filters, lines } = totalsOfText(at(text))
  expect(filters).toEqual([{ filter, verdict, count: 1 }])
  expect(lines.unknown).toBe(0)
})

test("fail2ban's own file", () => {
  const { filters, lines } = totalsOfText(
    '2026-01-01 00:00:00,123 fail2ban.actions        [812]: NOTICE  [postfix-sasl] Ban 192.0.2.5\n' +
      '2026-01-01 00:00:01,456 fail2ban.filter         [812]: INFO    [postfix-sasl] Found 192.0.2.5 - 2026-01-01 00:00:01\n',
  )
  expect([filters, lines.unknown]).toEqual([[{ filter: 'fail2ban', verdict: 'Ban', count: 1 }], 0])
})

test("Dovecot's levels without a service", () => {
  const { warnings, lines } = totalsOfText(at('dovecot: Fatal: Auth process died too early - shutting down'))
  expect([warnings.map(({ level }) => level), lines.unknown]).toEqual([['fatal'], 0])
})

test("a filter's complaints are warnings; its verdicts are shown", () => {
  const totals = totalsOfText(
    at('clamav-milter[1]: ERROR: Failed to initiate streaming/fdpassing') +
      at('amavis[1]: (1-2) (!)run_av (ClamAV-clamd): Too many retries') +
      at('opendkim[1]: 3C1F52E0A4B: DKIM verification successful'),
  )
  expect(totals.warnings.map(({ program }) => program).toSorted()).toEqual(['amavis', 'clamav-milter'])
  expect(logsText(totals, { width: 100, colour: false })).toContain('OpenDKIM: signature valid 1')
})

test('lines never seen before: how often, first and last time, in each format', () => {
  const log = [12, 40].map((second) =>
    at(`frobnicator[${second}]: <b>frobnicated</b> ${second} things`, second),
  )
  const totals = totalsOfText(log.join(''), { year: 2025 })
  expect(totals.strangers).toMatchObject([{ count: 2, program: 'frobnicator' }])
  expect(logsText(totals, { width: 100, colour: false })).toContain('2  12-29 06:25  frobnicator: <b>frob')
  const html = logsHtml(totals)
  expect(html).toContain('2025-12-29 06:25:12')
  expect(html).toContain('2025-12-29 06:25:40')
  expect(html).not.toContain('<b>frob')
})
