import { spfPermitsEveryone } from '../../../../src/knowledge/conditions/spf/spf-permits-everyone.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const spf = (text: string) => withZone({ 'example.org TXT': [text] })

testWorlds(spfPermitsEveryone, {
  fine: [
    ['-all', mailHost],
    ['~all', spf('v=spf1 mx ~all')],
    ['?all is weak, and permits nobody', spf('v=spf1 mx ?all')],
    ['a provider’s /16', spf('v=spf1 ip4:203.0.0.0/16 ip6:2001:db8::/32 -all')],
    ['-ip4 of everything', spf('v=spf1 mx -ip4:0.0.0.0/0')],
  ],
  lookalike: [['no record', withZone({ 'example.org TXT': undefined })]],
  problem: [
    ['+all', spf('v=spf1 mx +all'), { confidence: 'certain' }],
    ['all without a sign', spf('v=spf1 mx all'), { values: { term: 'all' } }],
    ['0.0.0.0/0', spf('v=spf1 ip4:0.0.0.0/0 -all'), { subject: 'example.org' }],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org TXT': 'servfail' } }]],
})
