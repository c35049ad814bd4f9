import { dnsMxPointsToCname } from '../../../../src/knowledge/conditions/dns/dns-mx-points-to-cname.ts'
import { deadResolver, host4, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const alias = {
  'mail.example.org A': undefined,
  'mail.example.org AAAA': undefined,
  'mail.example.org CNAME': ['host.example.org'],
  'host.example.org A': [host4],
}

testWorlds(dnsMxPointsToCname, {
  fine: [
    ['addresses of its own', mailHost],
    ['a CNAME at a web name', withZone({ 'www.example.org CNAME': ['web.example.net'] })],
    ['no MX', withZone({ 'example.org MX': undefined })],
  ],
  lookalike: [['digits instead of a name', withZone({ 'example.org MX': ['10 203.0.113.10'] })]],
  problem: [['an alias', withZone(alias), { subject: 'mail.example.org', confidence: 'certain' }]],
  unseen: [['a dead resolver', deadResolver]],
})
