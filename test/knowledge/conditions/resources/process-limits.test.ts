import { resourcesFileDescriptors } from '../../../../src/knowledge/conditions/resources/resources-file-descriptors.ts'
import { resourcesForkFailed } from '../../../../src/knowledge/conditions/resources/resources-fork-failed.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const files = 'socket() failed: Too many open files'
const fork = 'fork() failed: Resource temporarily unavailable'

const quiet = [
  ['quiet', { now, log: known(writtenLog()) }] as const,
  ['no log', { now, log: absent() }] as const,
]

testCondition(resourcesFileDescriptors, {
  fine: [...quiet, ['long over', { now, log: logWith(message(files, { at: longAgo })) }]],
  lookalike: [['processes, not files', { now, log: logWith(message(fork)) }]],
  problem: [
    [
      'Dovecot',
      { now, log: logWith(message(files)) },
      { subject: 'dovecot', marks: ['program:dovecot', 'unit:dovecot.service'] },
    ],
    ['Postfix', { now, log: logWith(message(files, { program: 'postfix/smtpd' })) }, { subject: 'postfix' }],
  ],
})

testCondition(resourcesForkFailed, {
  fine: [
    ...quiet,
    [
      'a socket without data says the same words',
      { now, log: logWith(message('read(): Resource temporarily unavailable')) },
    ],
  ],
  lookalike: [['files, not processes', { now, log: logWith(message(files)) }]],
  problem: [
    ['TasksMax', { now, log: logWith(message(fork)) }, { subject: 'dovecot' }],
    [
      'no memory',
      { now, log: logWith(message('fork: Cannot allocate memory', { program: 'postfix/master' })) },
      { subject: 'postfix' },
    ],
  ],
})
