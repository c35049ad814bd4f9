import { spfAnswerTooLarge } from '../../../../src/knowledge/conditions/spf/spf-answer-too-large.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(spfAnswerTooLarge, {
  fine: [['small', probed]],
  problem: [
    [
      'twenty proofs of ownership',
      withRecords({
        'example.org TXT': [
          'v=spf1 mx -all',
          ...Array.from({ length: 20 }, (_, at) => `service-site-verification=${at}${'x'.repeat(60)}`),
        ],
      }),
      { confidence: 'certain' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org NS': 'timeout' } }]],
})
