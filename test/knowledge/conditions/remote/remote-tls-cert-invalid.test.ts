import { tlsPolicyEntries } from '../../../../src/collect/postfix/tls-policy.ts'
import { remoteTlsCertInvalid } from '../../../../src/knowledge/conditions/remote/remote-tls-cert-invalid.ts'
import { factOf, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, longAgo, message, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const waiting = delivery('Server certificate not verified', {
  daemon: 'smtp',
  program: 'postfix/smtp',
  status: 'deferred',
  dsn: '4.7.5',
  relay: { text: 'mx1.example.net[192.0.2.7]:25', host: 'mx1.example.net', address: '192.0.2.7', port: 25 },
  domains: ['example.net'],
  recipients: ['anna@example.net'],
})
const reason = message(
  'server certificate verification failed for mx1.example.net[192.0.2.7]:25: certificate has expired',
  {
    program: 'postfix/smtp',
    service: 'smtp',
  },
)
const policies = await factOf(
  postfixWorld('smtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n', undefined, {
    files: { '/etc/postfix/tls_policy': '# own levels\nexample.net secure match=nexthop\n' },
  }),
  tlsPolicyEntries,
)
const log = (parts: Parameters<typeof writtenLog>[0]) => known(writtenLog(parts))

testCondition(remoteTlsCertInvalid, {
  fine: [
    ['nothing waits', { log: log({}), now, policies }],
    ['delivered since', { log: log({ deliveries: [{ ...waiting, stillFailing: false, notSent: 0 }] }), now }],
    [
      'bounced long ago',
      { log: log({ deliveries: [{ ...waiting, status: 'bounced', lastAt: longAgo }] }), now },
    ],
    ['no log', { log: absent(), now }],
  ],
  lookalike: [
    [
      'no TLS at all there',
      {
        log: log({
          deliveries: [
            delivery('TLS is required, but was not offered by host mx1.example.net[192.0.2.7]', {
              status: 'deferred',
            }),
          ],
        }),
        now,
      },
    ],
    ['an untrusted certificate where none was demanded', { log: log({ messages: [reason] }), now }],
  ],
  problem: [
    [
      'expired there, "secure" here',
      { log: log({ deliveries: [waiting], messages: [reason] }), now, policies },
      {
        subject: 'example.net',
        confidence: 'certain',
        values: { host: 'mx1.example.net', count: 3, reason: 'certificate has expired' },
      },
    ],
    [
      'Postfix 3.10 words, no policy file readable',
      { log: log({ deliveries: [{ ...waiting, reply: 'Server certificate not trusted' }] }), now },
      { subject: 'example.net' },
    ],
  ],
})
