import { clientAutodiscoveryBroken } from '../../../../src/knowledge/conditions/client/client-autodiscovery-broken.ts'
import { known, seen, testCondition, unknown } from '../../test-condition.ts'
import { client, failed, setting, went } from '../../written-servers.ts'
import { certificate } from '../../written-tls.ts'

const imaps = known([setting('imap', 993)])
const hosts = known([{ host: 'mail.example.org', role: 'published', addresses: ['192.0.2.25'] }])
const tls = (parts: object) => {
  const dialogue = went()
  return known([client(993, { ...dialogue, ...(dialogue.tls && { tls: { ...dialogue.tls, ...parts } }) })])
}

testCondition(clientAutodiscoveryBroken, {
  fine: [
    ['it works', { settings: imaps, hosts, clients: known([client(993, went())]) }],
    ['nothing is published', {}],
    [
      'a document that is read',
      { autoconfig: known({ url: 'https://autoconfig.example.org/x', settings: [] }) },
    ],
    [
      'nobody could look',
      { settings: unknown('timeout', 'no answer'), hosts: unknown('timeout', 'no answer') },
    ],
  ],
  lookalike: [
    [
      'it puts everybody off for the moment, before TLS',
      {
        settings: imaps,
        hosts,
        clients: known([
          client(993, { ...failed('tls-failed'), greeting: '220 x', error: '454 4.3.0 Try again later' }),
        ]),
      },
    ],
    [
      'silence, and the whole host is silent: could not tell',
      {
        settings: imaps,
        hosts,
        clients: known([client(993, failed('timeout')), client(587, failed('timeout'))]),
      },
    ],
  ],
  problem: [
    [
      'no such host',
      { settings: imaps, hosts: known([{ host: 'mail.example.org', role: 'published', addresses: [] }]) },
      { subject: 'imap://mail.example.org:993', confidence: 'certain' },
    ],
    ['refused', { settings: imaps, hosts, clients: known([client(993, failed('refused'))]) }],
    [
      'dropped, while the host answers elsewhere',
      { settings: imaps, hosts, clients: known([client(993, failed('timeout')), client(587, went())]) },
    ],
    [
      'a certificate for another name',
      {
        settings: imaps,
        hosts,
        clients: tls({ nameMatches: false, chain: [certificate({ names: ['web.example.org'] })] }),
      },
      {
        values: {
          fault: 'its certificate is for web.example.org',
          faultZh: '证书属于 web.example.org',
          sources: 'SRV',
        },
      },
    ],
    [
      'expired',
      { settings: imaps, hosts, clients: tls({ verified: false, verifyError: 'CERT_HAS_EXPIRED' }) },
    ],
    [
      'the document cannot be read',
      {
        autoconfig: known(
          {
            url: 'https://autoconfig.example.org/mail/config-v1.1.xml?emailaddress=a',
            settings: [],
            fault: 'not XML',
          },
          seen,
        ),
      },
      { subject: 'autoconfig.example.org', severity: 'low' },
    ],
  ],
})
