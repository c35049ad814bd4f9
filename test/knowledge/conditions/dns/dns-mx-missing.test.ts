import { dnsMxMissing } from '../../../../src/knowledge/conditions/dns/dns-mx-missing.ts'
import { answering, behindNat, elsewhere, host4, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxMissing, {
  fine: [
    ['an MX that is here', mailHost],
    [
      'no MX, the address of the domain is here',
      withZone({ 'example.org MX': undefined, 'example.org A': [host4] }),
    ],
    [
      'no MX, the host of the domain takes its mail',
      {
        ...withZone({ 'example.org MX': undefined, 'example.org A': ['192.0.2.25'] }),
        dialogues: answering('250 2.1.5 Ok'),
      },
    ],
  ],
  lookalike: [
    ['null MX', withZone({ 'example.org MX': ['0 .'] })],
    ['digits instead of a name', withZone({ 'example.org MX': ['10 203.0.113.10'] })],
    [
      'the MX is another server',
      { ...withZone(elsewhere), dialogues: answering('554 5.7.1 Relay access denied') },
    ],
  ],
  problem: [
    [
      'none, and the domain is a web server',
      withZone({ 'example.org MX': undefined }),
      { severity: 'critical', confidence: 'certain' },
    ],
    [
      'nothing at all',
      withZone({ 'example.org MX': undefined, 'example.org A': undefined }),
      { severity: 'critical' },
    ],
    [
      'a name without an address',
      withZone({ 'example.org MX': ['10 gone.example.org'] }),
      { severity: 'critical' },
    ],
  ],
  unseen: [
    ['SERVFAIL', { ...mailHost, failing: { 'example.org MX': 'servfail' } }],
    ['behind a translator, no MX', behindNat(withZone({ 'example.org MX': undefined }))],
    [
      'one MX host cannot be asked',
      {
        ...withZone({ 'example.org MX': ['10 mx.example.net'] }),
        failing: { 'mx.example.net A': 'timeout' },
      },
    ],
  ],
})
