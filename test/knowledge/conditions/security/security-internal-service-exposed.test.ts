import { securityInternalServiceExposed } from '../../../../src/knowledge/conditions/security/security-internal-service-exposed.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const listens = (address: string, port: number) => ({
  address,
  port,
  family: 4 as const,
  inode: '1',
  uid: 0,
  evidence: [seen],
})
const firewall = (fate: 'accepted' | 'dropped') =>
  known({
    tool: 'nft' as const,
    outgoing: () => [],
    incoming: () => [{ family: 4 as const, fate, evidence: [seen] }],
  })

testCondition(securityInternalServiceExposed, {
  fine: [
    ['on this host only', { sockets: known([listens('127.0.0.1', 6379), listens('::1', 11334)]) }],
    ['what is for the world', { sockets: known([listens('0.0.0.0', 25), listens('::', 993)]) }],
    ['nothing listens', { sockets: absent() }],
    ['the firewall drops it', { sockets: known([listens('0.0.0.0', 6379)]), firewall: firewall('dropped') }],
  ],
  problem: [
    ['Redis for everybody: advice', { sockets: known([listens('0.0.0.0', 6379)]) }, { subject: '6379/tcp' }],
    [
      'the firewall lets it in',
      { sockets: known([listens('::', 11334)]), firewall: firewall('accepted') },
      { subject: '11334/tcp' },
    ],
  ],
})
