import { tlsCertExpiresSoon } from '../../../../src/knowledge/conditions/tls/tls-cert-expires-soon.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { certificate, day, inUse, served, snakeoil } from '../../written-tls.ts'

const time = known(testNow)
const left = (days: number, life = 90) =>
  inUse([
    served(993, certificate({ notAfter: testNow + days * day, notBefore: testNow + (days - life) * day })),
  ])

testCondition(tlsCertExpiresSoon, {
  fine: [
    ['70 days left', { certificates: left(70), time }],
    ['29 days left: certbot renews tomorrow', { certificates: left(29), time }],
    ['one for six days, of which four are left', { certificates: left(4, 6), time }],
    ['no certificate', { certificates: absent(), time }],
  ],
  lookalike: [
    ['expired', { certificates: left(-1), time }],
    ['self-signed', { certificates: inUse([served(993, { ...snakeoil, notAfter: testNow + day })]), time }],
  ],
  problem: [
    ['15 days left of 90', { certificates: left(15), time }, { severity: 'low' }],
    [
      '3 days left of 90',
      { certificates: left(3), time },
      { severity: 'medium', subject: 'mail.example.org' },
    ],
    ['6 days left of a year', { certificates: left(6, 365), time }, { severity: 'medium' }],
  ],
})
