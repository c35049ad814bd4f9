import { securityStarttlsInjection } from '../../../../src/knowledge/conditions/security/security-starttls-injection.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { offers } from '../../written-servers.ts'

const injected = (answered: boolean) => ({
  offers: known([offers(25, [], { injection: { answered, evidence: [seen] } })]),
})

testCondition(securityStarttlsInjection, {
  fine: [
    ['thrown away', injected(false)],
    ['the server hung up on it', { offers: known([offers(25, [])]) }],
    ['no TLS at all', { offers: absent() }],
  ],
  problem: [
    ['answered inside TLS', injected(true), { subject: 'mail.example.org:25', confidence: 'certain' }],
  ],
})
