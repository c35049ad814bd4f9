import { tlsMustStapleUnstapled } from '../../../../src/knowledge/conditions/tls/tls-must-staple-unstapled.ts'
import { absent, testCondition } from '../../test-condition.ts'
import { certificate, inUse, served } from '../../written-tls.ts'

const demanding = served(993, certificate({ mustStaple: true }))

testCondition(tlsMustStapleUnstapled, {
  fine: [
    ['an ordinary certificate', { certificates: inUse([served(993, certificate())]) }],
    ['stapled', { certificates: inUse([{ ...demanding, tls: { ...demanding.tls, stapled: true } }]) }],
    ['no certificate', { certificates: absent() }],
  ],
  problem: [
    [
      'not stapled',
      { certificates: inUse([demanding]) },
      { severity: 'medium', subject: 'mail.example.org' },
    ],
    [
      'only between servers',
      { certificates: inUse([served(25, certificate({ mustStaple: true }))]) },
      { severity: 'low' },
    ],
  ],
})
