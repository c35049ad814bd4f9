import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, isPrivateNetwork, parseNetwork } from '../../../src/collect/network/address-ranges.ts'
import { parseEndpoint } from '../../../src/collect/postfix/endpoints.ts'
import { parseMainCf } from '../../../src/collect/postfix/main-cf.ts'
import { parseMasterCf } from '../../../src/collect/postfix/master-cf.ts'
import { parseNetworks } from '../../../src/collect/postfix/networks.ts'
import { parseQueuedMessage, summariseQueue } from '../../../src/collect/postfix/queue.ts'
import { parseRestrictions } from '../../../src/collect/postfix/restrictions.ts'
import { addressOf, portOf } from '../../../src/collect/postfix/services.ts'
import { listItems, tableReference } from '../../../src/collect/postfix/table-references.ts'
import { parseAliases, parseInlineTable, parseTable } from '../../../src/collect/postfix/table-text.ts'

describe('main.cf', () => {
  test('continuation lines, comments between them, empty values, line numbers', () => {
    const text =
      '# comment\n\nsmtpd_banner = $myhostname\nlist = one,\n  two\n# between\n\n\tthree = 3\nempty =\n relayhost = x\n'
    expect(parseMainCf(text).entries).toEqual([
      { name: 'smtpd_banner', value: '$myhostname', line: 3 },
      { name: 'list', value: 'one, two three = 3', line: 4 },
      { name: 'empty', value: 'relayhost = x', line: 9 },
    ])
  })
  test('what Postfix refuses', () => {
    expect(parseMainCf('relayhost [x]\n= y\na b = c\nok = 1\n').errors.map(({ line }) => line)).toEqual([
      1, 2, 3,
    ])
  })
})

describe('master.cf', () => {
  const text = `smtp inet n - y - - smtpd
submission inet n - n - 50 smtpd
  -o syslog_name=postfix/submission
# in between
  -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }
    -osmtpd_sasl_auth_enable=yes
#587 inet n - y - - smtpd
#  -o smtpd_tls_security_level=encrypt
# a line of prose about inet n things
127.0.0.1:10025 inet n - - - - smtpd
[::1]:smtps inet n - - - 0 smtpd
policy unix - n n - 0 spawn
  user=nobody argv=/usr/bin/policy -x
broken line
`
  const { services, errors } = parseMasterCf(text, '/etc/postfix/master.cf', false)
  const named = (name: string) => services.find((one) => one.name === name)
  test('overrides in every spelling', () => {
    expect([...(named('submission')?.overrides ?? [])]).toEqual([
      ['syslog_name', 'postfix/submission'],
      ['smtpd_client_restrictions', 'permit_sasl_authenticated, reject'],
      ['smtpd_sasl_auth_enable', 'yes'],
    ])
  })
  test('columns and their defaults', () => {
    expect(named('smtp')).toMatchObject({
      chroot: true,
      private: false,
      maximalProcesses: undefined,
      line: 1,
    })
    expect(named('submission')).toMatchObject({ chroot: false, maximalProcesses: 50, line: 2 })
    expect(named('policy')).toMatchObject({
      private: true,
      arguments: ['user=nobody', 'argv=/usr/bin/policy', '-x'],
    })
  })
  test('what is commented out is known as such', () => {
    expect(services.filter(({ commentedOut }) => commentedOut)).toMatchObject([
      { name: '587', line: 7, overrides: new Map([['smtpd_tls_security_level', 'encrypt']]) },
    ])
  })
  test('ports and addresses', () => {
    const ports = services.map((one) => [one.name, portOf(one), addressOf(one)])
    expect(ports).toEqual([
      ['smtp', 25, undefined],
      ['submission', 587, undefined],
      ['127.0.0.1:10025', 10025, '127.0.0.1'],
      ['[::1]:smtps', 465, '::1'],
      ['policy', undefined, undefined],
      ['587', 587, undefined],
    ])
  })
  test('errors', () => expect(errors).toEqual([{ line: 14, text: 'broken line' }]))
})

describe('tables', () => {
  test('items and references', () => {
    expect(listItems(' a, b\tinline:{ x=1, {y = 2 3} } , [::1]/128')).toEqual([
      'a',
      'b',
      'inline:{ x=1, {y = 2 3} }',
      '[::1]/128',
    ])
    expect(tableReference('proxy:mysql:/etc/x.cf')).toMatchObject({
      type: 'mysql',
      name: '/etc/x.cf',
      proxied: true,
    })
    expect(tableReference('hash:$config_directory/x')).toMatchObject({ type: 'hash', proxied: false })
    expect(tableReference('[2001:db8::1]')).toBeUndefined()
    expect(tableReference('example.org')).toBeUndefined()
  })
  test('text, aliases, inline', () => {
    expect(parseTable('Info@Example.org  anna@example.org,\n  bob\n#x\nlonely\n')).toEqual([
      { key: 'info@example.org', value: 'anna@example.org, bob', line: 1 },
      { key: 'lonely', value: '', line: 4 },
    ])
    expect(
      parseAliases('root: anna\n"John Doe": john\npipe: "|/bin/x: y"\nno colon\n').map(({ key }) => key),
    ).toEqual(['root', 'john doe', 'pipe'])
    expect(parseInlineTable('{ a=1, {b = 2 3} }')).toEqual([
      { key: 'a', value: '1', line: 0 },
      { key: 'b', value: '2 3', line: 0 },
    ])
  })
})

describe('networks', () => {
  test.each([
    ['0.0.0.0/0', '203.0.113.1', true],
    ['10.0.0.0/8', '10.255.1.1', true],
    ['192.0.2.0/25', '192.0.2.128', false],
    ['[2001:db8::]/32', '2001:db8:ffff::1', true],
    ['[::ffff:192.0.2.0]/120', '192.0.2.9', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['[::]/0', '192.0.2.1', false],
  ])('%s contains %s: %s', (text, address, expected) => {
    const network = parseNetwork(text)
    expect(network !== undefined && contains(network, address)).toBe(expected)
  })
  test.each([
    ['10.1.0.0/16', true],
    ['[fd12::]/48', true],
    ['[::ffff:127.0.0.0]/104', true],
    ['0.0.0.0/0', false],
    ['172.16.0.0/11', false],
    ['[2001:db8::]/32', false],
  ])('%s is private: %s', (text, expected) => {
    const network = parseNetwork(text)
    expect(network !== undefined && isPrivateNetwork(network)).toBe(expected)
  })
  test.each(['300.1.1.1', '10.0.0.0/33', '::1::2', 'hash:/etc/x', '!10.0.0.1', '[1:2:3]', '1.2.3'])(
    '%s is no network',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined()
    },
  )
})

test.each([
  ['inet:127.0.0.1:11332', { kind: 'inet', host: '127.0.0.1', port: 11332 }],
  ['inet:[::1]:783', { kind: 'inet', host: '::1', port: 783 }],
  ['inet:8891@localhost', { kind: 'inet', host: 'localhost', port: 8891 }],
  ['unix:private/x', { kind: 'unix', socketPath: '/var/spool/postfix/private/x' }],
  ['local:/run/x', { kind: 'unix', socketPath: '/var/spool/postfix/run/x' }],
])('endpoint %s', (text, expected) => {
  expect(parseEndpoint(text, { chroot: true, queueDirectory: '/var/spool/postfix' })).toMatchObject(expected)
})

describe('the queue', () => {
  const line = (fields: object) =>
    JSON.stringify({
      queue_name: 'deferred',
      queue_id: 'A',
      arrival_time: 100,
      message_size: 5,
      sender: 'a@example.org',
      recipients: [],
      ...fields,
    })
  const recipients = [
    { address: 'x@Example.NET', delay_reason: 'connect to mx[192.0.2.1]:25: timed out' },
    { address: 'y@example.net', delay_reason: 'connect to mx[192.0.2.2]:25: timed out' },
  ]
  test('groups by queue, destination and reason', () => {
    const queue = summariseQueue(
      [
        line({ recipients }),
        line({ queue_id: 'B', queue_name: 'hold', sender: 'MAILER-DAEMON', arrival_time: 50 }),
        'noise',
        '{"queue_id":',
      ].join('\n'),
    )
    expect(queue).toMatchObject({
      messages: 2,
      sizeBytes: 10,
      oldestAt: 50_000,
      bounces: 1,
      truncated: false,
    })
    expect(queue.byDestination).toMatchObject([{ name: 'example.net', messages: 1 }])
    expect(queue.byReason).toMatchObject([{ name: 'connect to mx[192.0.2.1]:25: timed out', messages: 1 }])
    expect([...queue.byQueue.keys()]).toEqual(['deferred', 'hold'])
  })
  test('100,000 messages are looked at, no more', () => {
    const one = `${line({ recipients })}\n`
    const started = performance.now()
    expect(summariseQueue(one.repeat(100_005))).toMatchObject({ messages: 100_000, truncated: true })
    expect(performance.now() - started).toBeLessThan(10_000)
  })
  test.each([
    ['null'],
    ['[]'],
    ['{}'],
    ['{"queue_id":7}'],
    ['{"queue_id":"A","recipients":{"x":1},"arrival_time":"z"}'],
  ])('odd JSON: %s', (text) => {
    expect(() => parseQueuedMessage(text)).not.toThrow()
  })
})

describe('never throws, whatever the bytes', () => {
  const piece = fc.constantFrom(
    'smtp inet n - y - - smtpd',
    '\n',
    ' ',
    '\t',
    '#',
    '=',
    '{',
    '}',
    '-o',
    'a',
    ':',
    ',',
    '$',
    '[',
    ']',
    '"',
    '\0',
    '\u001b[31m',
    '{ x = y',
    'hash:/etc/x',
    '\r\n',
  )
  const garbage = fc.oneof(
    fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
    fc.string({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder().decode(bytes)),
  )
  const parsers: readonly [string, (text: string) => unknown][] = [
    ['main.cf', parseMainCf],
    ['master.cf', (text) => parseMasterCf(text, '/x', true)],
    ['table', parseTable],
    ['aliases', parseAliases],
    ['inline', parseInlineTable],
    ['restrictions', parseRestrictions],
    ['networks', parseNetworks],
    ['list', (text) => listItems(text).map(tableReference)],
    ['queue', summariseQueue],
    ['endpoint', (text) => parseEndpoint(text, { chroot: false, queueDirectory: '/q' })],
  ]
  test.each(parsers)('%s', (_, parse) => {
    fc.assert(fc.property(garbage, (text) => parse(text) !== null))
  })
  test.each(parsers)('%s is fast on a megabyte', (_, parse) => {
    for (const unit of ['{', ' ', 'a ', '-o {', 'x\n', '"']) {
      const started = performance.now()
      parse(unit.repeat(1_000_000 / unit.length))
      expect(performance.now() - started).toBeLessThan(5_000)
    }
  })
})
