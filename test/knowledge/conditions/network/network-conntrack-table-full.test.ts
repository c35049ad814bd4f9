import { networkConntrackTableFull } from '../../../../src/knowledge/conditions/network/network-conntrack-table-full.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)
const table = (entries: number, maximum = 65_536) => known({ entries, maximum, evidence: [seen] })
const said = (at?: number) =>
  logWith(
    message('nf_conntrack: nf_conntrack: table full, dropping packet', {
      program: 'kernel',
      service: 'kernel',
      level: 'warning',
      ...(at === undefined ? {} : { at }),
    }),
  )

testCondition(networkConntrackTableFull, {
  fine: [
    ['nearly empty', { table: table(312), now }],
    ['busy', { table: table(50_000), now }],
    ['no connections are tracked', { table: absent(), now }],
    ['it was full last night', { table: table(900), now, log: said(longAgo) }],
  ],
  problem: [
    ['full', { table: table(65_536), now }, { confidence: 'certain', subject: 'nf_conntrack' }],
    [
      'the kernel drops packets again and again',
      { table: table(60_000), now, log: said() },
      { confidence: 'likely' },
    ],
  ],
})
