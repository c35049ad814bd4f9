import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heloName } from '../../../src/collect/mail/helo-name.ts'
import { otherMailServers } from '../../../src/collect/mail/other-mail-servers.ts'
import { ownDomains } from '../../../src/collect/mail/own-domains.ts'
import { opensmtpdConfiguration } from '../../../src/collect/opensmtpd/configuration.ts'
import { parseOpenSmtpd } from '../../../src/collect/opensmtpd/statements.ts'
import { configuredServices } from '../../../src/collect/services/configured-services.ts'
import { factOf } from '../../knowledge/postfix-facts.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

/** A smtpd.conf of OpenSMTPD 7. */
const plain = `# the usual
mailname = "mail.example.org"
pki mail cert "/etc/ssl/mail.crt"
pki mail key "/etc/ssl/mail.key"
table domains { example.org, example.net }
table passwords file:/etc/smtpd/passwords
filter sign proc-exec "filter-dkimsign -d example.org -s s1 -k /etc/smtpd/dkim.key" user opensmtpd
listen on 0.0.0.0 tls pki mail hostname $mailname
listen on :: port 587 tls-require pki mail auth <passwords> \\
  hostname $mailname
listen on 0.0.0.0 smtps pki mail auth <passwords>
listen on socket
action "inbox" lmtp "/run/lmtp" rcpt-to
action "relay" relay host smtp+tls://label@smtp.example.com:587 helo $mailname
match from any for domain <domains> action "inbox"
match for domain "lan.example" action "inbox"
match auth from any for any action "relay"
`

function smtpdWorld(text = plain, more: WrittenWorld = {}) {
  return worldOf({
    ...more,
    files: { '/usr/sbin/smtpd': '', '/etc/smtpd.conf': text, ...more.files },
    commands: { 'smtpd -n': { stderr: 'configuration OK\n' }, ...more.commands },
  })
}

test('statements: macros, comments, continued lines, braces', () => {
  const found = parseOpenSmtpd(
    'x = "a.org" # c\ntable t {\n $x, # one\n b.org\n}\nlisten on \\\n  lo\n',
    '/f',
  )
  expect(found).toEqual([
    { words: ['table', 't', '{', 'a.org', ',', 'b.org', '}'], path: '/f', line: 2 },
    { words: ['listen', 'on', 'lo'], path: '/f', line: 6 },
  ])
})

test('any text is taken apart without a failure', () => {
  fc.assert(
    fc.property(fc.string(), (text) => parseOpenSmtpd(text, '/f').every(({ words }) => words.length > 0)),
  )
})

describe('what the other facts get from OpenSMTPD', () => {
  test('domains, names, ports', async () => {
    const world = smtpdWorld()
    expect(await factOf(world, ownDomains)).toMatchObject({
      value: ['example.net', 'example.org', 'lan.example'],
    })
    expect(await factOf(world, heloName)).toMatchObject({ value: 'mail.example.org' })
    const services = await factOf(world, configuredServices)
    expect(services.status === 'known' && services.value.map(({ id, tls }) => [id, tls])).toEqual([
      ['25/smtp', 'starttls'],
      ['587/submission', 'starttls'],
      ['465/submissions', 'implicit'],
    ])
  })

  test('certificate, DKIM key, smarthost, rules for this machine only', async () => {
    const servers = await factOf(smtpdWorld(), otherMailServers)
    expect(servers.status === 'known' && servers.value[0]).toMatchObject({
      certificates: [{ certificatePath: '/etc/ssl/mail.crt', keyPath: '/etc/ssl/mail.key' }],
      signing: [{ domain: 'example.org', selector: 's1', keyPath: '/etc/smtpd/dkim.key' }],
      smarthost: { host: 'smtp.example.com', port: 587 },
      domains: [
        { domain: 'example.org', onlyFromHere: false },
        { domain: 'example.net', onlyFromHere: false },
        { domain: 'lan.example', onlyFromHere: true },
      ],
    })
  })

  test('a table in a database is not guessed', async () => {
    const servers = await factOf(
      smtpdWorld('table d mysql:/etc/smtpd/m.conf\nlisten on lo\nmatch from any for domain <d> action "x"\n'),
      otherMailServers,
    )
    expect(servers).toMatchObject({
      value: [{ domains: [], allDomainsListed: false, ports: [{ addresses: ['127.0.0.1', '::1'] }] }],
    })
  })
})

describe('a configuration that smtpd refuses', () => {
  const test1 = { exitCode: 1, stderr: '/etc/smtpd.conf:12: syntax error\n' }

  test('names file and line', async () => {
    const found = await factOf(smtpdWorld(plain, { commands: { 'smtpd -n': test1 } }), opensmtpdConfiguration)
    expect(found).toMatchObject({
      value: { refusal: { path: '/etc/smtpd.conf', line: 12, text: 'syntax error' } },
    })
  })

  test('without root nothing is said of it', async () => {
    const denied = { exitCode: 1, stderr: 'smtpd: need root privileges\n' }
    const found = await factOf(
      smtpdWorld(plain, { commands: { 'smtpd -n': denied } }),
      opensmtpdConfiguration,
    )
    expect(found).toMatchObject({ value: { refusal: undefined } })
  })
})
