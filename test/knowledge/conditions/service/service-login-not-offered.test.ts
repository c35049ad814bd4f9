import { serviceLoginNotOffered } from '../../../../src/knowledge/conditions/service/service-login-not-offered.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { client, failed, went } from '../../written-servers.ts'

const published = known([
  {
    source: 'SRV',
    protocol: 'smtp',
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
    authentication: [],
    evidence: [seen],
  },
])

testCondition(serviceLoginNotOffered, {
  fine: [
    ['submission with AUTH', { clients: known([client(587, went({ capabilities: ['AUTH PLAIN LOGIN'] }))]) }],
    [
      'IMAP with AUTH=',
      { clients: known([client(993, went({ capabilities: ['IMAP4REV1', 'AUTH=PLAIN'] }))]) },
    ],
    [
      'IMAP that names no mechanism still has LOGIN',
      { clients: known([client(993, went({ capabilities: ['IMAP4REV1'] }))]) },
    ],
    ['POP3 with USER', { clients: known([client(995, went({ capabilities: ['USER', 'TOP'] }))]) }],
    ['ManageSieve', { clients: known([client(4190, went({ capabilities: ['SASL PLAIN LOGIN'] }))]) }],
    ['closed', { clients: known([client(587, failed('refused'))]) }],
    ['nothing for mail programs', { clients: absent() }],
  ],
  problem: [
    [
      'published submission without AUTH',
      { clients: known([client(587, went())]), settings: published },
      { subject: 'mail.example.org:587', severity: 'high' },
    ],
    ['nobody was told of it', { clients: known([client(587, went())]) }, { severity: 'low' }],
    [
      'IMAP with LOGINDISABLED inside TLS',
      { clients: known([client(993, went({ capabilities: ['IMAP4REV1', 'LOGINDISABLED'] }))]) },
    ],
    ['ManageSieve with an empty list', { clients: known([client(4190, went({ capabilities: ['SASL '] }))]) }],
  ],
})
