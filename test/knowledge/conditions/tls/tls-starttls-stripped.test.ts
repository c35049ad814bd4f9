import { tlsStarttlsStripped } from '../../../../src/knowledge/conditions/tls/tls-starttls-stripped.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { exchanger, failed, went } from '../../written-servers.ts'

const inClear = (capabilities: readonly string[], greeting = '220 mail.example.org ESMTP') => {
  const { tls: _tls, ...rest } = went({
    end: 'tls-not-offered',
    capabilities,
    capabilitiesBeforeTls: capabilities,
    greeting,
  })
  return { exchangers: known([exchanger(rest)]) }
}

testCondition(tlsStarttlsStripped, {
  fine: [
    ['STARTTLS works', { exchangers: known([exchanger(went())]) }],
    ['no MX host', { exchangers: absent() }],
    ['not reached', { exchangers: known([exchanger(failed('timeout'))]) }],
  ],
  lookalike: [['a server without TLS', inClear(['PIPELINING', 'SIZE 10240000'])]],
  problem: [
    [
      'the word is overwritten',
      inClear(['PIPELINING', 'XXXXXXXA']),
      { subject: 'mail.example.org:25', values: { word: 'XXXXXXXA', host: 'mail.example.org' } },
    ],
    [
      'and the greeting',
      inClear(['SIZE'], '220 ****************************************'),
      { confidence: 'certain' },
    ],
  ],
})
