import { mtaStsPolicyMismatch } from '../../../../src/knowledge/conditions/mta/mta-sts-policy-mismatch.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const url = 'https://mta-sts.example.org/.well-known/mta-sts.txt'
const record = { '_mta-sts.example.org TXT': ['v=STSv1; id=20260101;'] }
const policy = (body: string, statusCode = 200) => ({
  ...withZone(record),
  pages: { [url]: { statusCode, contentType: 'text/plain', body } },
})
const lines = (mode: string, mx: string) =>
  `version: STSv1\r\nmode: ${mode}\r\nmx: ${mx}\r\nmax_age: 86400\r\n`

testWorlds(mtaStsPolicyMismatch, {
  fine: [
    ['not used', mailHost],
    ['it names the MX', policy(lines('enforce', 'mail.example.org'))],
    ['by pattern', policy(lines('enforce', '*.example.org'))],
    ['switched off', policy('version: STSv1\nmode: none\nmax_age: 86400\n')],
  ],
  problem: [
    [
      'it leaves the MX out, enforced',
      policy(lines('enforce', 'old.example.org')),
      { severity: 'high', confidence: 'certain' },
    ],
    ['a pattern covers one label only', policy(lines('enforce', '*.org')), { severity: 'high' }],
    ['testing', policy(lines('testing', 'old.example.org')), { severity: 'low' }],
    ['404', policy('', 404), { severity: 'medium' }],
    ['a redirect', policy('', 301), { severity: 'medium' }],
    ['an expired certificate', { ...withZone(record), pages: { [url]: 'failed' } }, { severity: 'medium' }],
    ['no mode', policy('version: STSv1\nmx: mail.example.org\nmax_age: 86400\n'), { severity: 'medium' }],
  ],
  unseen: [['the policy host cannot be reached from here', withZone(record)]],
})
