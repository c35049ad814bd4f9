import { spfSyntaxError } from '../../../../src/knowledge/conditions/spf/spf-syntax-error.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const spf = (text: string, more = {}) => withZone({ 'example.org TXT': [text], ...more })

testWorlds(spfSyntaxError, {
  fine: [
    ['a plain record', mailHost],
    ['unknown modifiers are allowed', spf('v=spf1 mx moo=cow -all')],
    ['macros', spf('v=spf1 exists:%{ir}.%{v}._spf.%{d} mx ~all')],
    [
      'an include that can be read',
      spf('v=spf1 mx include:_spf.example.net -all', {
        '_spf.example.net TXT': ['v=spf1 ip4:192.0.2.0/24 -all'],
      }),
    ],
  ],
  lookalike: [['two records', withZone({ 'example.org TXT': ['v=spf1 mx -all', 'v=spf1 oops'] })]],
  problem: [
    [
      'ipv4: instead of ip4:',
      spf('v=spf1 ipv4:203.0.113.10 -all'),
      { severity: 'high', confidence: 'certain' },
    ],
    ['a blank after include:', spf('v=spf1 include: _spf.example.net -all'), { severity: 'high' }],
    ['a blank is missing', spf('v=spf1 ip4:203.0.113.10-all'), { severity: 'high' }],
    [
      'an include without a record, met on the way',
      spf('v=spf1 include:gone.example.net mx -all'),
      { severity: 'high' },
    ],
    [
      'an include without a record, behind our own term',
      spf('v=spf1 mx include:gone.example.net -all'),
      { severity: 'low' },
    ],
  ],
  unseen: [['SERVFAIL', { ...mailHost, failing: { 'example.org TXT': 'servfail' } }]],
})
