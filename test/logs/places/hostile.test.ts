import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dovecotPlaces, eximPlace, postfixPlace, rspamdPlace } from '../../../src/logs/places/own-files.ts'
import { rsyslogIncludes, rsyslogPlaces } from '../../../src/logs/places/rsyslog.ts'
import { syslogNgIncludes, syslogNgPlaces } from '../../../src/logs/places/syslog-ng.ts'

const word = fc.constantFrom(
  'mail.*',
  ' ',
  '\n',
  '/var/log/x',
  '{',
  '}',
  'if ',
  ' then ',
  '"',
  "'",
  'action(',
  ')',
  'type="omfile"',
  'file="/var/log/y"',
  '&',
  ':programname,',
  '$template T,',
  '?T',
  '#',
  '\\',
  'log {',
  'filter f {',
  'destination d {',
  'facility(mail)',
  'file("/var/log/z")',
  '};',
  'log_file_path = ',
  'maillog_file = ',
  'log_path = ',
  '%s',
  '%D',
  ':',
  '$a',
  '@include "',
  '*',
  '../../etc/shadow',
)

test('no configuration is an error, and only absolute paths come of it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 60 }), (words) => {
      const file = { path: 'p', text: words.join('') }
      const places = [
        ...rsyslogPlaces([file]),
        ...syslogNgPlaces([file]),
        ...dovecotPlaces([file]),
        ...[postfixPlace(file), eximPlace(file, '/var/log/exim4/%slog'), rspamdPlace([file])].filter(
          (place) => place !== undefined,
        ),
      ]
      for (const { path } of places) expect(path).toMatch(/^\/[\w.-]+\//)
      rsyslogIncludes(file.text)
      syslogNgIncludes(file.text)
    }),
    { numRuns: process.env['FUZZ'] === 'long' ? 30_000 : 300 },
  )
})

test('a megabyte is read in no time', () => {
  for (const part of [
    '{',
    '(',
    '"',
    "'",
    'if x then ',
    'mail.* ',
    'log {',
    '\\\n',
    '$template T,"',
    'filter(f)',
  ]) {
    const file = { path: 'p', text: part.repeat(Math.ceil(200_000 / part.length)) }
    const start = performance.now()
    rsyslogPlaces([file])
    syslogNgPlaces([file])
    dovecotPlaces([file])
    postfixPlace(file)
    eximPlace(file, '/var/log/exim4/%slog')
    expect(performance.now() - start, part).toBeLessThan(2_000)
  }
})
