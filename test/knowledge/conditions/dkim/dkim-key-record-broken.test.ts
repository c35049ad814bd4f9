import { dkimKeyRecordBroken } from '../../../../src/knowledge/conditions/dkim/dkim-key-record-broken.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const key = (...texts: readonly string[]) => withRecords({ 'mail._domainkey.example.org TXT': texts })

testWorlds(dkimKeyRecordBroken, {
  fine: [
    ['a good key', probed],
    ['a revoked one', key('v=DKIM1; p=')],
  ],
  problem: [
    ['cut short', key('v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB'), { severity: 'low' }],
    ['no base64', key('v=DKIM1; k=rsa; p="MIGf…"'), {}],
    ['two', key('v=DKIM1; k=ed25519; p=AAAA', 'v=DKIM1; k=ed25519; p=BBBB'), {}],
  ],
  unseen: [['the resolver is dead', { ...probed, failing: { '@127.0.0.1': 'timeout' } }]],
})
