import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandLine } from '../../../src/access/host/commands.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { heloName } from '../../../src/collect/mail/helo-name.ts'
import { ownDomains } from '../../../src/collect/mail/own-domains.ts'
import { addressClasses } from '../../../src/collect/postfix/address-classes.ts'
import { postfixConfiguration } from '../../../src/collect/postfix/configuration.ts'
import { defaultOf, isAtLeast, isBuiltInParameter } from '../../../src/collect/postfix/defaults.ts'
import { postfixQueue } from '../../../src/collect/postfix/queue.ts'
import { postfixServices } from '../../../src/collect/postfix/services.ts'
import { postfixTables } from '../../../src/collect/postfix/tables.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

const program = { '/usr/sbin/postfix': '' }
const collect = (main: string, more: WrittenWorld = {}) =>
  new Collector(worldOf({ ...more, files: { ...program, '/etc/postfix/main.cf': main, ...more.files } }))

async function configurationOf(main: string, more: WrittenWorld = {}) {
  const fact = await collect(main, more).get(postfixConfiguration)
  if (fact.status !== 'known') throw new Error(`not known: ${fact.status}`)
  return fact.value
}

describe('from files alone', () => {
  test('defaults, references, the last assignment, file and line', async () => {
    const postfix = await configurationOf(
      'myhostname = mail.example.org\nrelayhost = [a]:25\nsmtpd_banner = $myhostname at ${mydomain}\nrelayhost = [b]:25\n',
    )
    expect(postfix.resolvedBy).toBe('files')
    expect(postfix.value('mydomain')).toBe('example.org')
    expect(postfix.value('mydestination')).toBe('mail.example.org, localhost.example.org, localhost')
    expect(postfix.value('smtpd_banner')).toBe('mail.example.org at example.org')
    expect(postfix.value('relayhost')).toBe('[b]:25')
    expect(postfix.explicit('relayhost')).toEqual({ value: '[b]:25', path: '/etc/postfix/main.cf', line: 4 })
    expect(postfix.overridden).toMatchObject([{ name: 'relayhost', line: 2, by: { line: 4 } }])
    expect(postfix.evidence('relayhost', 'inet_interfaces').map(({ where, text }) => [where, text])).toEqual([
      ['/etc/postfix/main.cf:4', 'relayhost = [b]:25'],
      ['/etc/postfix/main.cf', 'inet_interfaces is not set; the default is: all'],
    ])
  })
  test('defaults follow the version in dpkg’s database', async () => {
    const dpkg = (version: string) => ({
      files: {
        '/var/lib/dpkg/status': `Package: a\nVersion: 1\n\nPackage: postfix\nStatus: install ok installed\nVersion: ${version}\n\nPackage: z\n`,
      },
    })
    const old = await configurationOf('', dpkg('3.7.11-0+deb12u1'))
    const young = await configurationOf('', dpkg('3.10.13-0+deb13u1'))
    expect([old.version, old.value('milter_default_action'), old.value('smtp_tlsrpt_enable')]).toEqual([
      '3.7.11',
      'tempfail',
      undefined,
    ])
    expect([young.version, young.value('milter_default_action'), young.value('smtp_tlsrpt_enable')]).toEqual([
      '3.10.13',
      'shutdown',
      'no',
    ])
  })
  test('compatibility level decides conditional defaults', async () => {
    expect(
      (await configurationOf('compatibility_level = 0\nmydestination = x.example\n')).value('relay_domains'),
    ).toBe('x.example')
    expect((await configurationOf('compatibility_level = 3.6\n')).value('relay_domains')).toBe('')
  })
  test('an override of a service counts in what refers to it', async () => {
    const postfix = await configurationOf('mua = permit\nsmtpd_relay_restrictions = $mua\n')
    const overrides = new Map([['mua', 'reject']])
    expect(postfix.valueIn({ overrides }, 'smtpd_relay_restrictions')).toBe('reject')
    expect(postfix.value('smtpd_relay_restrictions')).toBe('permit')
  })
})

describe('with postconf', () => {
  const commands = {
    [commandLine({ name: 'postconf-defaults' })]:
      'mail_version = 3.8.1\nmyhostname = wrong\nsmtpd_timeout = ${stress?{10}:{300}}s\n',
    [commandLine({ name: 'postconf-all' })]:
      'mail_version = 3.8.1\nmyhostname = host.example.net\nmynetworks = 192.0.2.1/32\n',
    [commandLine({ name: 'postconf-explicit' })]: {
      stdout: 'x = y\n',
      stderr: 'postconf: warning: /etc/postfix/main.cf: unused parameter: foo=bar\n',
    },
  }
  test('its defaults and what it computes from the machine', async () => {
    const postfix = await configurationOf('', { commands })
    expect([postfix.resolvedBy, postfix.version]).toEqual(['postconf', '3.8.1'])
    expect([
      postfix.value('myhostname'),
      postfix.value('mynetworks'),
      postfix.value('smtpd_timeout'),
    ]).toEqual(['host.example.net', '192.0.2.1/32', '300s'])
    expect(postfix.warnings.map(({ text }) => text)).toEqual([
      'postconf: warning: /etc/postfix/main.cf: unused parameter: foo=bar',
    ])
  })
  test('it refuses a broken main.cf: the files serve', async () => {
    const fatal = { exitCode: 1, stderr: 'postconf: fatal: missing =' }
    const postfix = await configurationOf('relayhost\n', {
      commands: Object.fromEntries(Object.keys(commands).map((name) => [name, fatal])),
    })
    expect(postfix.resolvedBy).toBe('files')
    expect(postfix.errors.map(({ where }) => where)).toEqual(['/etc/postfix/main.cf:1'])
  })
})

describe('whether there is a Postfix', () => {
  const at = (files: Record<string, string>, forbidden: string[] = []) =>
    new Collector(worldOf({ files, forbidden })).get(postfixConfiguration)
  test('no', async () => expect((await at({})).status).toBe('absent'))
  test('removed, its configuration left behind', async () => {
    expect((await at({ '/etc/postfix/main.cf': '', '/usr/sbin/exim4': '' })).status).toBe('absent')
  })
  test('may not be read', async () =>
    expect((await at({ '/etc/postfix/main.cf': '' }, ['/etc/postfix/main.cf'])).status).toBe('unknown'))
  test('elsewhere', async () =>
    expect((await at({ '/usr/local/etc/postfix/main.cf': '', '/usr/local/sbin/postfix': '' })).status).toBe(
      'known',
    ))
})

test('defaults', () => {
  expect(defaultOf('lmtp_tls_security_level', undefined)).toBe('')
  expect(defaultOf('lmtp_destination_recipient_limit', undefined)).toBe(
    '$default_destination_recipient_limit',
  )
  expect(defaultOf('slow_destination_concurrency_limit', undefined)).toBe(
    '$default_destination_concurrency_limit',
  )
  expect(isBuiltInParameter('smtpd_recipent_restrictions')).toBe(false)
  expect([isAtLeast('3.10.2', 3, 9), isAtLeast('3.7.11', 3, 9), isAtLeast('4.0-20270101', 3, 9)]).toEqual([
    true,
    false,
    true,
  ])
})

test('domains, by class; the host’s own name and internal names are no own domains', async () => {
  const collector = collect(
    'myhostname = mail.example.org\nvirtual_mailbox_domains = hash:/etc/postfix/domains, /etc/postfix/more\nrelay_domains = mysql:/etc/postfix/r.cf\n',
    {
      files: {
        '/etc/postfix/domains': 'example.org ok\nEXAMPLE.com ok\n',
        '/etc/postfix/more': '# list\nexample.net\nhost.local\n',
      },
    },
  )
  expect(await collector.get(ownDomains)).toMatchObject({
    status: 'known',
    value: ['example.com', 'example.net', 'example.org'],
  })
  expect(await collector.get(addressClasses)).toMatchObject({
    value: { hostName: 'mail.example.org', unlisted: [{ type: 'mysql' }] },
  })
})

test('a null client has no own domains', async () => {
  expect((await collect('myhostname = web1.example.org\nmydestination =\n').get(ownDomains)).status).toBe(
    'absent',
  )
  expect((await collect('myhostname = web1.example.org\n').get(ownDomains)).status).toBe('absent')
})

test('the EHLO name of the smtp service', async () => {
  const files = {
    '/etc/postfix/master.cf': 'smtp unix - - y - - smtp\n  -o smtp_helo_name=OUT.example.org\n',
  }
  expect(await collect('myhostname = mail.example.org\n', { files }).get(heloName)).toMatchObject({
    value: 'out.example.org',
  })
  expect(await collect('myhostname = mail.example.org\n').get(heloName)).toMatchObject({
    value: 'mail.example.org',
  })
})

describe('the queue where postqueue cannot run', () => {
  test('counts files, hashed folders too', async () => {
    const spool = '/var/spool/postfix'
    const files = {
      [`${spool}/deferred/A/A1`]: '',
      [`${spool}/deferred/B/B1`]: '',
      [`${spool}/active/C1`]: '',
      [`${spool}/maildrop/D1`]: '',
    }
    expect(await collect('', { files }).get(postfixQueue)).toMatchObject({
      status: 'known',
      value: { source: 'files', messages: 4 },
    })
  })
  test('without permission it is unknown, not empty', async () => {
    const more = { files: { '/var/spool/postfix/active/A': '' }, forbidden: ['/var/spool/postfix'] }
    expect((await collect('', more).get(postfixQueue)).status).toBe('unknown')
  })
})

test('facts never fail, whatever the files hold', async () => {
  const piece = fc.constantFrom(
    'mydestination = ',
    'hash:',
    '/etc/postfix/main.cf',
    'virtual_alias_maps =',
    '\n',
    ' ',
    '$mydestination',
    '${',
    '}',
    'inline:{',
    '\0',
    'smtp inet n - y - - smtpd',
    ' -o ',
    'x=y',
  )
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
  await fc.assert(
    fc.asyncProperty(text, text, async (main, master) => {
      const collector = collect(main, { files: { '/etc/postfix/master.cf': master } })
      const facts = await Promise.all([
        collector.get(postfixConfiguration),
        collector.get(postfixServices),
        collector.get(postfixTables),
        collector.get(addressClasses),
        collector.get(ownDomains),
      ])
      for (const fact of facts) if (fact.status === 'unknown') expect(fact.because.text).not.toContain('bug')
      for (const fact of facts) if (fact.status === 'unknown') expect(fact.because.code).not.toBe('failed')
    }),
    { numRuns: 60 },
  )
})
