import { securityRelaysForStrangers } from '../../../../src/knowledge/conditions/security/security-relays-for-strangers.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { answered, client, probed, went } from '../../written-servers.ts'

const [plain, second] = ['mailmedic-relay-test@example.com', 'mailmedic-relay-test@iana.org']
const nobody = 'RCPT TO:<mailmedic-nobody-7f3a91c2@example.org>'
const percent = 'RCPT TO:<mailmedic-relay-test%example.com@example.org>'
const denied = '554 5.7.1 Relay access denied'
const unknownUser = '550 5.1.1 User unknown in virtual mailbox table'
const mx = (replies: Readonly<Record<string, string>>) => ({
  domains: probed,
  answers: known([answered(replies)]),
})

testCondition(securityRelaysForStrangers, {
  fine: [
    ['all refused', mx({ [`RCPT TO:<${plain}>`]: denied, [percent]: denied, [nobody]: unknownUser })],
    [
      'one address refused because its domain takes no mail',
      mx({
        [`RCPT TO:<${plain}>`]: '556 5.1.10 Domain does not accept mail (nullMX)',
        [`RCPT TO:<${second}>`]: denied,
      }),
    ],
    [
      'a catch-all takes the disguised ones as its own',
      mx({
        [`RCPT TO:<${plain}>`]: denied,
        [nobody]: '250 2.1.5 Ok',
        [percent]: '250 2.1.5 Ok',
      }),
    ],
    [
      'submission wants a log-in',
      {
        domains: probed,
        answers: absent(),
        clients: known([
          client(
            587,
            went({
              replies: [{ command: `RCPT TO:<${plain}>`, reply: '530 5.7.0 Authentication required' }],
            }),
          ),
        ]),
      },
    ],
    ['nothing answers', { domains: probed, answers: absent() }],
  ],
  lookalike: [
    [
      'greylisting, a refused EHLO name: could not tell',
      mx({ [`RCPT TO:<${plain}>`]: '450 4.2.0 Greylisted, try again' }),
    ],
    [
      'a block list: could not tell',
      mx({
        [`RCPT TO:<${plain}>`]:
          '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      }),
    ],
  ],
  problem: [
    [
      'a stranger for a stranger',
      mx({ [`RCPT TO:<${plain}>`]: '250 2.1.5 Ok' }),
      {
        subject: 'mail.example.org:25',
        confidence: 'likely',
        values: { recipient: plain },
      },
    ],
    [
      'the percent hack, where others are refused',
      mx({
        [`RCPT TO:<${plain}>`]: denied,
        [nobody]: unknownUser,
        [percent]: '250 2.1.5 Ok',
      }),
    ],
    [
      'the port for users takes it without a log-in',
      {
        domains: probed,
        answers: absent(),
        clients: known([
          client(587, went({ replies: [{ command: `RCPT TO:<${plain}>`, reply: '250 Ok' }] })),
        ]),
      },
      { subject: 'mail.example.org:587' },
    ],
  ],
})
