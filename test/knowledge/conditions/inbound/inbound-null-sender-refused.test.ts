import { inboundNullSenderRefused } from '../../../../src/knowledge/conditions/inbound/inbound-null-sender-refused.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { exchanger, failed, went } from '../../written-servers.ts'

const said = (reply: string) => ({
  exchangers: known([exchanger(went({ replies: [{ command: 'MAIL FROM:<>', reply }] }))]),
})

testCondition(inboundNullSenderRefused, {
  fine: [
    ['taken', said('250 2.1.0 Ok')],
    ['no MX host', { exchangers: absent() }],
    ['not reached', { exchangers: known([exchanger(failed('timeout'))]) }],
  ],
  lookalike: [
    [
      'the client is refused, whoever sends',
      said('554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'),
    ],
    ['put off', said('451 4.7.1 Please try again later')],
  ],
  problem: [
    [
      'refused',
      said('550 5.1.8 <>: Sender address rejected: null sender is not allowed'),
      { subject: 'mail.example.org' },
    ],
  ],
})
