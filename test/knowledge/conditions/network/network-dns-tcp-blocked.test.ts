import { networkDnsTcpBlocked } from '../../../../src/knowledge/conditions/network/network-dns-tcp-blocked.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const server = (address: string, tcp: 'connected' | 'refused' | 'timeout' | 'unreachable') => ({
  address,
  tcp,
  evidence: [seen],
})

testCondition(networkDnsTcpBlocked, {
  fine: [
    ['both take TCP', { servers: known([server('9.9.9.9', 'connected'), server('1.1.1.1', 'connected')]) }],
    [
      'one of two is slow',
      { servers: known([server('9.9.9.9', 'timeout'), server('1.1.1.1', 'connected')]) },
    ],
    ['no server answers at all', { servers: absent() }],
  ],
  lookalike: [['a home router that knows no TCP', { servers: known([server('192.168.1.1', 'refused')]) }]],
  problem: [
    ['silent by TCP alone', { servers: known([server('9.9.9.9', 'timeout')]) }, { confidence: 'likely' }],
  ],
})
