import { spfTooManyLookups } from '../../../../src/knowledge/conditions/spf/spf-too-many-lookups.ts'
import { behindNat, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const includes = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`s${n}.example.net TXT`, ['v=spf1 ip4:192.0.2.0/24']]),
  )
const terms = (count: number) =>
  Array.from({ length: count }, (_, n) => `include:s${n}.example.net`).join(' ')
const spf = (text: string, count: number) => withZone({ 'example.org TXT': [text], ...includes(count) })

testWorlds(spfTooManyLookups, {
  fine: [
    ['one', mailHost],
    ['exactly ten', spf(`v=spf1 ${terms(9)} mx -all`, 9)],
    ['many networks cost nothing', spf(`v=spf1 mx ${'ip4:192.0.2.0/24 '.repeat(20)}-all`, 0)],
  ],
  lookalike: [['an error in the record', spf('v=spf1 ipv4:203.0.113.10 -all', 0)]],
  problem: [
    [
      'eleven before ours',
      spf(`v=spf1 ${terms(11)} mx -all`, 11),
      { severity: 'high', confidence: 'certain' },
    ],
    ['eleven, ours is the first', spf(`v=spf1 mx ${terms(11)} -all`, 11), { severity: 'low' }],
    [
      'three that lead nowhere',
      spf('v=spf1 a:x1.example.net a:x2.example.net a:x3.example.net mx -all', 0),
      { severity: 'high' },
    ],
    ['eleven, behind a translator', behindNat(spf(`v=spf1 ${terms(11)} -all`, 11)), { severity: 'medium' }],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org TXT': 'servfail' } }]],
})
