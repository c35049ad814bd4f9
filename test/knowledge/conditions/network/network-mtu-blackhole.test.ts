import type { DeliveryTrouble } from '../../../../src/collect/logs/delivery-troubles.ts'
import { networkMtuBlackhole } from '../../../../src/knowledge/conditions/network/network-mtu-blackhole.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { lately } from '../../written-log.ts'

function trouble(host: string, words: string, parts: Partial<DeliveryTrouble> = {}): DeliveryTrouble {
  return {
    subject: `${host}[203.0.113.9]:25`,
    status: 'deferred',
    reading: {
      reason: 'connection-failed',
      detail: 'conversation-timeout',
      actor: 'nobody',
      permanent: false,
      confidence: 'likely',
    },
    local: false,
    daemons: ['smtp'],
    relays: [{ text: `${host}[203.0.113.9]:25`, host, address: '203.0.113.9', port: 25 }],
    dsns: ['4.4.2'],
    reply: `conversation with ${host}[203.0.113.9] timed out while sending ${words}`,
    attempts: 3,
    messages: 1,
    queueIds: ['4A429BABA'],
    recipients: ['bob@example.net'],
    senders: ['anna@example.org'],
    users: ['anna'],
    domains: ['example.net'],
    firstAt: lately,
    lastAt: lately,
    sentLater: 0,
    notSent: 1,
    laterSentAt: undefined,
    destinationAcceptedAt: undefined,
    recipientsAcceptedAt: undefined,
    evidence: [seen],
    ...parts,
  }
}

const hosts = ['mx.example.net', 'mail.example.com', 'in.example.edu']
const stalled = hosts.map((host) => trouble(host, 'message body'))

testCondition(networkMtuBlackhole, {
  fine: [
    ['no failed deliveries', { troubles: known([]) }],
    ['no log', { troubles: absent() }],
    [
      'one receiver with a slow filter',
      { troubles: known([trouble('mx.example.net', 'end of data -- message may be sent more than once')]) },
    ],
    [
      'many hosts of one provider',
      { troubles: known(['a', 'b', 'c'].map((one) => trouble(`${one}.mx.example.net`, 'message body'))) },
    ],
    [
      'it is over',
      { troubles: known(stalled.map((one) => ({ ...one, notSent: 0, laterSentAt: lately + 60_000 }))) },
    ],
  ],
  lookalike: [
    [
      'they do not even greet',
      {
        troubles: known(
          hosts.map((host) =>
            trouble(host, 'x', {
              reply: `conversation with ${host}[203.0.113.9] timed out while receiving the initial server greeting`,
            }),
          ),
        ),
      },
    ],
  ],
  problem: [
    [
      'three unrelated receivers',
      { troubles: known(stalled) },
      { confidence: 'likely', subject: 'path MTU' },
    ],
  ],
})
