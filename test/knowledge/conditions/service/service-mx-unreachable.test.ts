import { serviceMxUnreachable } from '../../../../src/knowledge/conditions/service/service-mx-unreachable.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { exchanger, failed, went } from '../../written-servers.ts'

const backup = { host: 'mx2.example.org', address: '192.0.2.26', preference: 20 }

testCondition(serviceMxUnreachable, {
  fine: [
    ['it answers', { exchangers: known([exchanger(went())]) }],
    [
      'a tarpit: connected, no greeting yet',
      { exchangers: known([exchanger({ ...failed('timeout'), connectMilliseconds: 4 })]) },
    ],
    [
      'it turns us away',
      { exchangers: known([exchanger({ ...failed('closed'), greeting: '421 4.7.0 too many connections' })]) },
    ],
    [
      'one of its two addresses answers',
      { exchangers: known([exchanger(went()), exchanger(failed('timeout'), { address: '2001:db8::25' })]) },
    ],
    ['no MX host has an address', { exchangers: absent() }],
  ],
  lookalike: [
    [
      'silence everywhere: port 25 is blocked from here',
      { exchangers: known([exchanger(failed('timeout')), exchanger(failed('timeout'), backup)]) },
    ],
    [
      'no way to IPv6 from here',
      { exchangers: known([exchanger(failed('unreachable'), { address: '2001:db8::25' })]) },
    ],
  ],
  problem: [
    [
      'the only one is silent, and large providers answer from here',
      { exchangers: known([exchanger(failed('timeout'))]), port25: known(true) },
      { severity: 'critical', confidence: 'likely' },
    ],
    [
      'the only one refuses',
      { exchangers: known([exchanger(failed('refused'))]) },
      { subject: 'mail.example.org', severity: 'critical', confidence: 'certain' },
    ],
    [
      'the backup is silent, the first answers',
      { exchangers: known([exchanger(went()), exchanger(failed('timeout'), backup)]) },
      { subject: 'mx2.example.org', severity: 'medium', confidence: 'likely' },
    ],
  ],
})
