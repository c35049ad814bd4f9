import { tlsPolicyEntries } from '../../../../src/collect/postfix/tls-policy.ts'
import { tlsRequiredButNotOffered } from '../../../../src/knowledge/conditions/tls/tls-required-but-not-offered.ts'
import { configurationOf, factOf, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { delivery, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const without = (domain: string) =>
  delivery(`TLS is required, but was not offered by host mx.${domain}[192.0.2.25]`, {
    status: 'deferred',
    daemon: 'smtp',
    domains: [domain],
  })
const log = (...domains: string[]) => known(writtenLog({ deliveries: domains.map(without) }))
const encrypt = await configurationOf('smtp_tls_security_level = encrypt\n')
const byDomain = await factOf(
  postfixWorld('smtp_tls_policy_maps = inline:{example.net=encrypt}\n'),
  tlsPolicyEntries,
)

testCondition(tlsRequiredButNotOffered, {
  fine: [
    ['encrypt, and all offer it', { ...encrypt, log: log(), now }],
    [
      'made up for',
      {
        ...encrypt,
        log: known(writtenLog({ deliveries: [{ ...without('example.net'), stillFailing: false }] })),
        now,
      },
    ],
    ['no Postfix', { configuration: absent(), log: log(), now }],
  ],
  lookalike: [
    [
      'all destinations at once: something strips STARTTLS',
      { ...encrypt, log: log('a.example', 'b.example', 'c.example', 'd.example', 'e.example'), now },
    ],
  ],
  problem: [
    [
      'demanded of everybody',
      { ...encrypt, log: log('example.net'), now },
      {
        subject: 'example.net',
        severity: 'high',
        values: { policy: 'smtp_tls_security_level = encrypt', count: 3 },
      },
    ],
    [
      'demanded of this one',
      { ...(await configurationOf()), log: log('example.net'), now, policies: byDomain },
      { severity: 'medium' },
    ],
  ],
})
