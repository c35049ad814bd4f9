import { osPortConflict } from '../../../../src/knowledge/conditions/os/os-port-conflict.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'
import { probe } from '../../written-tls.ts'

const state = (running: boolean) =>
  known({ running, enabled: true, unit: 'postfix@-.service', evidence: [seen] })
const listening = (port: number) =>
  known([{ address: '0.0.0.0', port, family: 4 as const, inode: '1', uid: 0, evidence: [seen] }])
const taken = logWith(
  message('bind 0.0.0.0 port 25: Address already in use', {
    program: 'postfix/master',
    service: 'master',
    level: 'fatal',
  }),
)

testCondition(osPortConflict, {
  fine: [
    ['Postfix runs', { state: state(true), sockets: listening(25), log: taken }],
    ['no Postfix here', { state: absent(), sockets: listening(25) }],
  ],
  lookalike: [
    ['stopped, and the port is free', { state: state(false), sockets: listening(22), log: taken }],
    ['stopped, and nothing was said', { state: state(false), sockets: listening(25) }],
  ],
  problem: [
    [
      'the preinstalled Exim',
      {
        state: state(false),
        sockets: listening(25),
        log: taken,
        probes: known([probe(25, { greeting: '220 mail.example.org ESMTP Exim 4.96' })]),
      },
      {
        subject: 'port 25',
        confidence: 'certain',
        values: { port: 25, product: 'Exim' },
        marks: ['port:25', 'program:postfix', 'unit:postfix.service', 'unit:postfix@-.service'],
      },
    ],
    ['nobody knows who', { state: state(false), sockets: listening(25), log: taken }],
  ],
})
