import { serviceNotListening } from '../../../../src/knowledge/conditions/service/service-not-listening.ts'
import { absent, known, seen, testCondition, unknown } from '../../test-condition.ts'
import { service } from '../../written-tls.ts'

const listening = (...ports: readonly number[]) =>
  known(
    ports.map((port) => ({
      address: '0.0.0.0',
      port,
      family: 4 as const,
      inode: '1',
      uid: 0,
      evidence: [seen],
    })),
    seen,
  )
const services = known([service(25), service(993)])
const dovecot = (enabled: string) =>
  known({ running: false, activeState: 'inactive', enabled, evidence: [seen] })

testCondition(serviceNotListening, {
  fine: [
    ['all ports are open', { services, sockets: listening(25, 993, 22) }],
    ['nothing is configured', { services: absent(), sockets: listening(22) }],
    [
      'bound to one address of its own',
      { services: known([service(25, { addresses: ['192.0.2.1'] })]), sockets: listening(25) },
    ],
    [
      'nothing of Dovecot listens, and systemd was too slow to say whether it is meant to',
      { services, sockets: listening(25), dovecot: unknown('timeout', '') },
    ],
    ['a port of one’s own', { services: known([service(2525)]), sockets: listening(2525) }],
  ],
  problem: [
    [
      'it runs, as its other port shows, and one is missing',
      {
        services: known([service(143), service(993)]),
        sockets: listening(143),
        dovecot: unknown('timeout', ''),
      },
      { subject: '993/imaps', severity: 'high' },
    ],
    [
      'Dovecot is dead',
      { services, sockets: listening(25), dovecot: dovecot('enabled') },
      { subject: '993/imaps', severity: 'high', marks: ['port:993', 'program:dovecot'] },
    ],
    [
      'Dovecot is installed and switched off: advice, unless somebody misses it',
      { services, sockets: listening(25), dovecot: dovecot('disabled') },
      { subject: '993/imaps', severity: 'low' },
    ],
    [
      'nothing listens at all',
      { services: known([service(25)]), sockets: listening() },
      { subject: '25/smtp', severity: 'high' },
    ],
  ],
})
