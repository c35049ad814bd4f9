import { tlsDhKeyTooSmall } from '../../../../src/knowledge/conditions/tls/tls-dh-key-too-small.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const text = 'error:0A00018A:SSL routines::dh key too small'
const at = (service: string, time?: number) =>
  message(text, { program: `postfix/${service}`, service, ...(time === undefined ? {} : { at: time }) })

testCondition(tlsDhKeyTooSmall, {
  fine: [
    ['quiet', { now, log: known(writtenLog()) }],
    ['no log', { now, log: absent() }],
    ['it was so yesterday', { now, log: logWith(at('smtpd', longAgo)) }],
  ],
  lookalike: [
    ['a small key of the certificate', { now, log: logWith(message('SSL routines::ee key too small')) }],
  ],
  problem: [
    ['own parameters', { now, log: logWith(at('smtpd')) }, { subject: 'this server', severity: 'medium' }],
    ['another server’s', { now, log: logWith(at('smtp')) }, { subject: 'another server', severity: 'low' }],
  ],
})
