import { tlsNoSharedCipher } from '../../../../src/knowledge/conditions/tls/tls-no-shared-cipher.ts'
import { tlsNoSharedProtocol } from '../../../../src/knowledge/conditions/tls/tls-no-shared-protocol.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { lately, writtenLog } from '../../written-log.ts'
import { certificate, configured, tlsFailure } from '../../written-tls.ts'

type Kind = 'unsupported-protocol' | 'no-shared-cipher'
const client = (name: string, address: string, count: number) => ({ name, address, count })

/** At smtpd on port 25, over two hours. */
const log = (kind: Kind, ...clients: readonly ReturnType<typeof client>[]) =>
  known(
    writtenLog({ tlsFailures: [tlsFailure(kind, { program: 'postfix/smtpd', service: 'smtpd', clients })] }),
  )

const noise = (kind: Kind) => [
  ['no handshake failed', { log: known(writtenLog()) }] as const,
  ['no log', { log: absent() }] as const,
  ['a scanner of unknown name, twice', { log: log(kind, client('unknown', '198.51.100.9', 2)) }] as const,
  [
    'a scanner that says so, often',
    { log: log(kind, client('scan-12.shadowserver.org', '198.51.100.9', 40)) },
  ] as const,
  [
    'forty times within a minute: a scan',
    {
      log: known(
        writtenLog({
          tlsFailures: [
            tlsFailure(kind, {
              firstAt: lately - 60_000,
              clients: [client('a.example', '198.51.100.9', 40)],
            }),
          ],
        }),
      ),
    },
  ] as const,
]

testCondition(tlsNoSharedProtocol, {
  fine: noise('unsupported-protocol'),
  lookalike: [['another reason', { log: log('no-shared-cipher', client('printer', '192.168.1.9', 9)) }]],
  problem: [
    [
      'a printer of the own network',
      { log: log('unsupported-protocol', client('unknown', '192.168.1.9', 4)) },
      { subject: '192.168.1.9', severity: 'medium' },
    ],
    [
      'a mail server that keeps trying: advice',
      { log: log('unsupported-protocol', client('mx.example.net', '198.51.100.20', 12)) },
      { subject: 'mx.example.net[198.51.100.20]', severity: 'low' },
    ],
  ],
})

testCondition(tlsNoSharedCipher, {
  fine: noise('no-shared-cipher'),
  lookalike: [['another reason', { log: log('unsupported-protocol', client('printer', '192.168.1.9', 9)) }]],
  problem: [
    [
      'a bank that knows RSA only, and the certificate is ECDSA',
      {
        log: log('no-shared-cipher', client('mx01.bank.example', '198.51.100.20', 12)),
        files: known([configured(certificate())]),
      },
      { subject: 'mx01.bank.example[198.51.100.20]', severity: 'medium', confidence: 'likely' },
    ],
    [
      'both kinds of certificate are there: something else',
      {
        log: log('no-shared-cipher', client('mx01.bank.example', '198.51.100.20', 12)),
        files: known([configured(certificate()), configured(certificate({ keyType: 'rsa' }))]),
      },
      { severity: 'low', confidence: 'possible' },
    ],
  ],
})
