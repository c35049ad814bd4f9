import { serviceClosedOverIpv6 } from '../../../../src/knowledge/conditions/service/service-closed-over-ipv6.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { client, exchanger, failed, went } from '../../written-servers.ts'

const six = { address: '2001:db8::25' }

testCondition(serviceClosedOverIpv6, {
  fine: [
    ['open both ways', { exchangers: known([exchanger(went()), exchanger(went(), six)]), clients: absent() }],
    ['IPv4 only', { exchangers: known([exchanger(went())]), clients: absent() }],
    [
      'closed both ways on purpose',
      {
        exchangers: absent(),
        clients: known([client(110, failed('refused')), client(110, failed('refused'), six)]),
      },
    ],
    ['nothing was asked', {}],
  ],
  lookalike: [
    [
      'no IPv6 here: could not tell',
      { exchangers: known([exchanger(went()), exchanger(failed('unreachable'), six)]), clients: absent() },
    ],
    [
      'silence, and nothing else answers over IPv6: could not tell',
      { exchangers: known([exchanger(went()), exchanger(failed('timeout'), six)]), clients: absent() },
    ],
  ],
  problem: [
    [
      'silence, while IPv6 works elsewhere',
      {
        exchangers: known([exchanger(went()), exchanger(failed('timeout'), six)]),
        clients: absent(),
        internet: known([{ family: 6, address: '2001:db8::1', answers: true, evidence: [] }]),
      },
      { confidence: 'likely' },
    ],
    [
      'refused',
      { exchangers: known([exchanger(went()), exchanger(failed('refused'), six)]), clients: absent() },
      { subject: 'mail.example.org', confidence: 'certain' },
    ],
    [
      'submission is dropped, IMAP works',
      {
        exchangers: absent(),
        clients: known([
          client(993, went()),
          client(993, went(), six),
          client(587, went()),
          client(587, failed('timeout'), six),
        ]),
      },
      {
        confidence: 'likely',
        values: {
          ports: '587',
          port: 587,
          address: '2001:db8::25',
          outcome: 'does not answer',
          outcomeZh: '没有应答',
        },
      },
    ],
  ],
})
