import { clientSettingsUnencrypted } from '../../../../src/knowledge/conditions/client/client-settings-unencrypted.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { setting } from '../../written-servers.ts'

const plain = setting('imap', 143, { security: 'none', source: 'autoconfig' })

testCondition(clientSettingsUnencrypted, {
  fine: [
    [
      'TLS everywhere',
      { settings: known([setting('imap', 993), setting('smtp', 587, { security: 'starttls' })]) },
    ],
    ['nothing is published', { settings: absent() }],
  ],
  lookalike: [
    ['port 143 with STARTTLS', { settings: known([setting('imap', 143, { security: 'starttls' })]) }],
  ],
  problem: [
    [
      'IMAP in clear only',
      { settings: known([plain]) },
      { subject: 'imap://mail.example.org:143', severity: 'medium' },
    ],
    ['beside a better one', { settings: known([plain, setting('imap', 993)]) }, { severity: 'low' }],
  ],
})
