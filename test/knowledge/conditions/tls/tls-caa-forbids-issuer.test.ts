import { tlsCaaForbidsIssuer } from '../../../../src/knowledge/conditions/tls/tls-caa-forbids-issuer.ts'
import { healthyDialogue, leaf, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const chain = [{ ...leaf, issuer: "CN=R11, O=Let's Encrypt, C=US" }]
const tls = { protocol: 'TLSv1.3', cipher: 'x', verified: true, nameMatches: true, chain }
const caa = (data: readonly string[] | undefined) =>
  withRecords({ 'example.org CAA': data }, { dialogues: { '203.0.113.10:25': { ...healthyDialogue, tls } } })

testWorlds(tlsCaaForbidsIssuer, {
  fine: [
    ['no CAA', caa(undefined)],
    ['allowed', caa(['0 issue "letsencrypt.org"'])],
    ['only wildcards limited', caa(['0 issuewild ";"'])],
    ['with parameters', caa(['0 issue "letsencrypt.org; validationmethods=dns-01"'])],
  ],
  problem: [
    ['another one', caa(['0 issue "digicert.com"']), { confidence: 'likely', subject: 'mail.example.org' }],
    ['nobody', caa(['0 issue ";"']), {}],
  ],
  unseen: [['no answer', { ...caa(undefined), failing: { 'mail.example.org CAA': 'timeout' } }]],
})
