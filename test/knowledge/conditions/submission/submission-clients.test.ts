import { localAliases } from '../../../../src/collect/postfix/role-addresses.ts'
import { recipientRoleAddressesMissing } from '../../../../src/knowledge/conditions/recipient/recipient-role-addresses-missing.ts'
import { recipientUnknownLocal } from '../../../../src/knowledge/conditions/recipient/recipient-unknown-local.ts'
import { storageQueueMinfree } from '../../../../src/knowledge/conditions/storage/storage-queue-minfree.ts'
import { submissionRblOnClients } from '../../../../src/knowledge/conditions/submission/submission-rbl-on-clients.ts'
import { submissionSenderMismatch } from '../../../../src/knowledge/conditions/submission/submission-sender-mismatch.ts'
import {
  configurationOf,
  factOf,
  plainMaster,
  postfixFacts,
  postfixWorld,
  submissionMaster,
} from '../../postfix-facts.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { lately, longAgo, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const log = (parts: Parameters<typeof writtenLog>[0] = {}) => known(writtenLog(parts))
const mismatch = reject('<info@example.org>: Sender address rejected: not owned by user anna@example.org', {
  code: 553,
  dsn: '5.7.1',
  restriction: 'sender',
  service: 'submission/smtpd',
  users: ['anna@example.org'],
  senders: ['info@example.org'],
  authenticated: 20,
  count: 20,
})

testCondition(submissionSenderMismatch, {
  fine: [
    ['never', { log: log(), now }],
    ['corrected since', { log: log({ rejects: [{ ...mismatch, lastAt: longAgo }] }), now }],
    ['no log', { log: absent(), now }],
  ],
  lookalike: [
    [
      'SPF of a stranger',
      { log: log({ rejects: [reject('SPF fail: not authorized', { restriction: 'sender' })] }), now },
    ],
  ],
  problem: [
    [
      'again and again',
      { log: log({ rejects: [mismatch] }), now },
      { subject: 'anna@example.org', severity: 'medium', values: { count: 20, senders: 'info@example.org' } },
    ],
    ['once: advice', { log: log({ rejects: [{ ...mismatch, count: 1 }] }), now }, { severity: 'low' }],
  ],
})

const rbl =
  'smtpd_client_restrictions = permit_mynetworks, reject_rbl_client zen.spamhaus.org, permit_sasl_authenticated\n'
const own = submissionMaster.replace(
  '  -o smtpd_relay',
  '  -o smtpd_client_restrictions=permit_sasl_authenticated,reject\n  -o smtpd_relay',
)
const blocked = reject('Service unavailable; Client host [198.51.100.77] blocked using zen.spamhaus.org', {
  restriction: 'blocklist',
  service: 'submission/smtpd',
  authenticated: 0,
})

testCondition(submissionRblOnClients, {
  fine: [
    ['no checks', await postfixFacts('', plainMaster + submissionMaster)],
    ['checks at 25, lists of its own at 587', await postfixFacts(rbl, plainMaster + own)],
    [
      'users are let pass first',
      await postfixFacts(
        'smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_rbl_client zen.spamhaus.org\n',
        plainMaster + submissionMaster,
      ),
    ],
    ['no submission here', await postfixFacts(rbl)],
    ['no Postfix', { configuration: absent(), services: absent() }],
  ],
  problem: [
    [
      'users are refused',
      { ...(await postfixFacts(rbl, plainMaster + submissionMaster)), log: log({ rejects: [blocked] }), now },
      {
        subject: 'smtpd_client_restrictions',
        severity: 'high',
        values: { service: 'submission', check: 'reject_rbl_client', count: 20 },
      },
    ],
    [
      'nobody was hit yet: advice',
      { ...(await postfixFacts(rbl, plainMaster + submissionMaster)), log: log(), now },
      { severity: 'low' },
    ],
  ],
})

const unknown = reject(
  '<anna@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
  {
    code: 550,
    dsn: '5.1.1',
    restriction: 'recipient',
    recipients: ['anna@example.org', 'guess@example.org'],
  },
)
const logins = (user: string) => ({
  ...writtenLog().logins,
  successes: 1,
  byUser: [{ user, count: 9, lastAt: lately }],
})

testCondition(recipientUnknownLocal, {
  fine: [
    ['guessing', { log: log({ rejects: [unknown], logins: logins('carol@example.org') }), now }],
    [
      'made since',
      { log: log({ rejects: [{ ...unknown, lastAt: longAgo }], logins: logins('anna@example.org') }), now },
    ],
    ['no log', { log: absent(), now }],
  ],
  problem: [
    [
      'Dovecot knows that user',
      { log: log({ rejects: [unknown] }), now, accounts: known(new Set(['anna@example.org'])) },
      { subject: 'anna@example.org' },
    ],
    [
      'that user logs in here',
      { log: log({ rejects: [unknown], logins: logins('Anna@example.org') }), now },
      { subject: 'anna@example.org', confidence: 'likely' },
    ],
  ],
})

const aliases = (text: string) =>
  factOf(
    postfixWorld('alias_maps = hash:/etc/aliases\n', undefined, { files: { '/etc/aliases': text } }),
    localAliases,
  )

testCondition(recipientRoleAddressesMissing, {
  fine: [
    [
      'both',
      {
        ...(await configurationOf()),
        aliases: await aliases('postmaster: root\n"root":\tanna@example.org\n'),
      },
    ],
    ['nothing local', { ...(await configurationOf('mydestination =\n')), aliases: await aliases('') }],
    ['LDAP cannot be listed', { ...(await configurationOf()), aliases: absent() }],
  ],
  problem: [
    [
      'no root',
      { ...(await configurationOf()), aliases: await aliases('postmaster: root\n') },
      { subject: 'root' },
    ],
  ],
})

const disk = (availableBytes: number, sizeBytes = 8 << 20) =>
  known([
    {
      device: '/dev/vda1',
      type: 'ext4',
      mountPoint: '/',
      sizeBytes: sizeBytes * 1024,
      availableBytes,
      inodes: 1e6,
      availableInodes: 9e5,
      evidence: [seen],
    },
  ])

testCondition(storageQueueMinfree, {
  fine: [
    [
      'room for one and a half',
      { ...(await configurationOf('message_size_limit = 26214400\n')), all: disk(60e6) },
    ],
    ['no size limit', { ...(await configurationOf('message_size_limit = 0\n')), all: disk(60e6) }],
    ['no Postfix', { configuration: absent(), all: disk(1) }],
  ],
  lookalike: [['the disk is full: another condition', { ...(await configurationOf()), all: disk(0) }]],
  problem: [
    [
      'a huge size limit',
      { ...(await configurationOf('message_size_limit = 100000000\n')), all: disk(60e6) },
      { subject: '/', values: { parameter: 'message_size_limit', available: 60e6, wanted: 150e6 } },
    ],
    [
      'queue_minfree',
      { ...(await configurationOf('queue_minfree = 1000000000\n')), all: disk(60e6) },
      { values: { parameter: 'queue_minfree', available: 60e6, wanted: 1e9 } },
    ],
  ],
})
