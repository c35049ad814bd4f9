import { otherMailServers } from '../../../../src/collect/mail/other-mail-servers.ts'
import { opensmtpdConfiguration } from '../../../../src/collect/opensmtpd/configuration.ts'
import { opensmtpdConfigurationRefused } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-configuration-refused.ts'
import { opensmtpdFilterExited } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-filter-exited.ts'
import { opensmtpdListensLoopbackOnly } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-listens-loopback-only.ts'
import { opensmtpdNoMatchingRule } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-no-matching-rule.ts'
import { opensmtpdOldGrammar } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-old-grammar.ts'
import { opensmtpdOpensslIncompatible } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-openssl-incompatible.ts'
import { opensmtpdTableInsecure } from '../../../../src/knowledge/conditions/opensmtpd/opensmtpd-table-insecure.ts'
import { worldOf } from '../../../collect/written-world.ts'
import { factOf } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const smtpd = { program: 'smtpd', service: 'smtpd', level: 'warning' } as const
const world = (conf: string, refusal?: string) =>
  worldOf({
    files: { '/usr/sbin/smtpd': '', '/etc/smtpd.conf': conf },
    commands: { 'smtpd -n': refusal === undefined ? '' : { exitCode: 1, stderr: refusal } },
  })
const configured = (conf: string, refusal?: string) => factOf(world(conf, refusal), opensmtpdConfiguration)
const servers = (conf: string) => factOf(world(conf), otherMailServers)

const sound = 'listen on 0.0.0.0\naction "in" maildir\nmatch from any for domain "example.org" action "in"\n'
const misspelt = 'listen on 0.0.0.0\naction "in" mailder\n'
const old = 'listen on 0.0.0.0\naccept from any for domain "example.org" deliver to maildir\n'
const refusedAt2 = '/etc/smtpd.conf:2: syntax error\n'

testCondition(opensmtpdConfigurationRefused, {
  fine: [
    ['smtpd takes it', { opensmtpd: await configured(sound) }],
    ['no OpenSMTPD', { opensmtpd: absent() }],
  ],
  lookalike: [['the old grammar', { opensmtpd: await configured(old, refusedAt2) }]],
  problem: [
    [
      'a misspelt word',
      { opensmtpd: await configured(misspelt, refusedAt2) },
      { subject: '/etc/smtpd.conf:2', values: { reason: 'syntax error' } },
    ],
  ],
})

testCondition(opensmtpdOldGrammar, {
  fine: [['smtpd takes it', { opensmtpd: await configured(sound) }]],
  lookalike: [['a misspelt word of the new one', { opensmtpd: await configured(misspelt, refusedAt2) }]],
  problem: [
    ['rules of 2016', { opensmtpd: await configured(old, refusedAt2) }, { subject: '/etc/smtpd.conf:2' }],
  ],
})

const own = known(['192.0.2.10'])
const exchangers = known([
  { host: 'mail.example.org', domains: ['example.org'], addresses: known(['192.0.2.10']) },
])

testCondition(opensmtpdListensLoopbackOnly, {
  fine: [
    ['for everybody', { servers: await servers(sound), exchangers, own }],
    [
      'it only sends: no MX leads here',
      { servers: await servers(sound.replace('0.0.0.0', 'localhost')), exchangers: absent(), own },
    ],
    ['the loopback and an address', { servers: await servers(`listen on lo\n${sound}`), exchangers, own }],
    ['no OpenSMTPD', { servers: absent(), exchangers, own }],
  ],
  problem: [
    [
      'as shipped',
      { servers: await servers(sound.replace('0.0.0.0', 'lo0')), exchangers, own },
      { subject: 'listen on' },
    ],
  ],
})

const refused = known(
  writtenLog({
    rejects: [
      reject('Invalid recipient: <anna@example.org>', {
        program: 'smtpd',
        service: 'smtpd',
        code: 550,
        dsn: '',
        restriction: 'recipient',
      }),
    ],
  }),
)
const route = known({
  exchangers: { domain: 'example.org', source: 'mx', exchangers: [] },
  targets: [
    {
      host: 'mail.example.org',
      address: '192.0.2.10',
      owner: 'ours',
      answer: undefined,
      end: undefined,
      evidence: [],
    },
  ],
})
const foreign = known({
  exchangers: { domain: 'example.org', source: 'mx', exchangers: [] },
  targets: [
    {
      host: 'mx.example.com',
      address: '198.51.100.7',
      owner: 'foreign',
      answer: undefined,
      end: undefined,
      evidence: [],
    },
  ],
})
const otherDomain = await servers(sound.replace('example.org', 'example.net'))

testCondition(opensmtpdNoMatchingRule, {
  subject: 'example.org',
  fine: [
    ['there is a rule: the user is unknown', { servers: await servers(sound), route, log: refused, now }],
    [
      'another server’s domain, asked for by a stranger',
      { servers: otherDomain, route: foreign, log: refused, now },
    ],
    ['nothing was refused', { servers: otherDomain, route, log: logWith(), now }],
    [
      'rules in a database',
      {
        servers: await servers(
          'listen on 0.0.0.0\ntable d mysql:/x\nmatch from any for domain <d> action "in"\n',
        ),
        route,
        log: refused,
        now,
      },
    ],
  ],
  problem: [
    ['no rule names it', { servers: otherDomain, route, log: refused, now }, { subject: 'example.org' }],
    [
      'from any is missing',
      { servers: await servers(sound.replace('from any ', '')), route, log: refused, now },
      { subject: 'example.org' },
    ],
  ],
})

const evp = 'smtp disconnected reason="io-error: error:0A080006:SSL routines::EVP lib"'
testCondition(opensmtpdOpensslIncompatible, {
  fine: [
    ['never', { log: logWith(), now }],
    ['another program', { log: logWith(message('SSL routines::EVP lib', { program: 'dovecot' })), now }],
    ['upgraded long ago', { log: logWith(message(evp, { ...smtpd, at: longAgo })), now }],
  ],
  problem: [['each session', { log: logWith(message(evp, smtpd)), now }, { subject: 'opensmtpd' }]],
})

testCondition(opensmtpdTableInsecure, {
  fine: [['never', { log: logWith(), now }]],
  problem: [
    [
      'mode of the secrets',
      {
        log: logWith(
          message('warn: /etc/mail/secrets: insecure permissions: must be at most rw-r-----', smtpd),
        ),
        now,
      },
      { subject: '/etc/mail/secrets' },
    ],
    [
      'a label is missing',
      { log: logWith(message('warn: credentials not found for <secrets>:relay', smtpd)), now },
    ],
  ],
})

testCondition(opensmtpdFilterExited, {
  fine: [
    ['never', { log: logWith(), now }],
    ['another program', { log: logWith(message('lost child: x', { program: 'dovecot' })), now }],
  ],
  problem: [
    [
      'a filter died',
      { log: logWith(message('fatal: lost processor: filter-dkimsign', smtpd)), now },
      { subject: 'filter-dkimsign' },
    ],
  ],
})
