import { inboundRefused } from '../../../../src/knowledge/conditions/inbound/inbound-refused.ts'
import { factsOf, refused } from '../../../collect/logs/written-lines.ts'
import { testCondition } from '../../test-condition.ts'

const facts = async (...lines: readonly string[]) => {
  const { log, refused: refusals } = await factsOf(...lines)
  return { log, refused: refusals }
}
const accepted = 'postfix/smtpd[4]: 4AAAAAA1: client=mx.example.net[198.51.100.20]'
const milter = '451 4.7.1 Service unavailable - try again later'
const configuration = '451 4.3.5 Server configuration error'
const blocked = (client: string) =>
  refused(
    `554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1`,
    { client },
  )

testCondition(inboundRefused, {
  fine: [
    ['mail is taken', await facts(accepted)],
    [
      'strangers probe for an open relay',
      await facts(
        refused('554 5.7.1 <x@y.example>: Relay access denied', { from: 'a@y.example', to: 'x@y.example' }),
      ),
    ],
    [
      'unknown users',
      await facts(
        refused(
          '550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
        ),
      ),
    ],
    [
      'senders without a reverse name',
      await facts(
        refused('450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', {
          client: 'unknown[192.0.2.1]',
        }),
        accepted,
      ),
    ],
    [
      'listed spammers, while other mail comes in',
      await facts(blocked('a[192.0.2.1]'), blocked('b[192.0.2.2]'), blocked('c[192.0.2.3]'), accepted),
    ],
    [
      'greylisting of our own',
      await facts(
        refused(
          '450 4.2.0 <anna@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example',
        ),
      ),
    ],
    [
      'a recipient is being verified',
      await facts(
        refused(
          '450 4.1.1 <anna@example.org>: Recipient address rejected: unverified address: Address verification in progress',
        ),
      ),
    ],
    [
      'scanners break the handshake off',
      await facts(
        'postfix/smtpd[4]: SSL_accept error from unknown[192.0.2.1]: lost connection',
        'postfix/smtpd[4]: lost connection after STARTTLS from unknown[192.0.2.1]',
      ),
    ],
    ['it is over: mail was taken since', await facts(refused(configuration), accepted)],
    [
      'refused to our own users is another symptom',
      await facts(refused(milter, { service: 'submission/smtpd', action: 'milter-reject' })),
    ],
  ],
  problem: [
    [
      'a misspelt restriction',
      await facts(
        refused(configuration),
        refused(configuration, { client: 'b[192.0.2.2]' }),
        refused(configuration),
      ),
      { severity: 'high', subject: 'smtpd: 451 4.3.5 Server configuration error' },
    ],
    [
      'the milter is away',
      await facts(
        'postfix/smtpd[4]: warning: connect to Milter service inet:127.0.0.1:11332: Connection refused',
        refused(milter, { action: 'milter-reject', stage: 'EHLO' }),
      ),
      { severity: 'medium' },
    ],
    ['the disk is full', await facts(refused('452 4.3.1 Insufficient system storage', { stage: 'MAIL' }))],
    [
      'the block list answers nobody',
      await facts(
        refused(
          '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.1',
        ),
      ),
    ],
    [
      'every client is refused, and nothing was taken all day',
      await facts(blocked('a[192.0.2.1]'), blocked('b[192.0.2.2]'), blocked('c[192.0.2.3]')),
      { severity: 'medium' },
    ],
    [
      'one message is too big',
      await facts(refused('552 5.3.4 Message size exceeds fixed limit', { stage: 'MAIL' }), accepted),
      { severity: 'low' },
    ],
    [
      'senders distrust our certificate',
      await facts(
        'postfix/smtpd[4]: SSL_accept error from mx.example.net[198.51.100.20]: -1',
        'postfix/smtpd[4]: warning: TLS library problem: error:0A000415:SSL routines::sslv3 alert certificate expired:../ssl/record/rec_layer_s3.c:1584:SSL alert number 45:',
        accepted,
      ),
      { severity: 'low', subject: 'smtpd: certificate-expired' },
    ],
  ],
})
