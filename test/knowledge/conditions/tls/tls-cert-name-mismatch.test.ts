import { tlsCertNameMismatch } from '../../../../src/knowledge/conditions/tls/tls-cert-name-mismatch.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { certificate, configured, inUse, served, snakeoil } from '../../written-tls.ts'

const names = (list: readonly string[], certificateNames: readonly string[] = []) =>
  known({ names: list, certificateNames, evidence: [seen] })
const ours = names(['mail.example.org'])
const web = certificate({ names: ['example.org', 'www.example.org'] })

testCondition(tlsCertNameMismatch, {
  fine: [
    ['the host’s own name', { names: ours, certificates: inUse([served(993, certificate())]) }],
    ['no TLS here', { names: absent(), certificates: absent() }],
    [
      'a wildcard of its domain',
      { names: ours, certificates: inUse([served(993, certificate({ names: ['*.example.org'] }))]) },
    ],
    [
      'an MX name that leads here fits, the EHLO name is the hoster’s',
      {
        names: names(['v123.hoster.example', 'mail.example.org']),
        certificates: inUse([served(993, certificate())]),
      },
    ],
    [
      'a name that only its users know, and it leads here',
      {
        names: names(['srv1.example.net'], ['imap.example.org']),
        certificates: inUse([served(993, certificate({ names: ['imap.example.org'] }))]),
      },
    ],
    [
      'the right certificate is shown for the right server name (SNI)',
      {
        names: ours,
        certificates: inUse([
          served(993, web, [
            configured(certificate(), { program: 'Dovecot', forNames: ['mail.example.org'] }),
          ]),
        ]),
      },
    ],
    ['only port 25 has another name', { names: ours, certificates: inUse([served(25, web)]) }],
    ['no public name at all', { names: names([]), certificates: inUse([served(993, web)]) }],
  ],
  lookalike: [['self-signed', { names: ours, certificates: inUse([served(993, snakeoil)]) }]],
  problem: [
    [
      'the web site’s certificate',
      { names: ours, certificates: inUse([served(993, web), served(143, web)]) },
      { subject: 'example.org', confidence: 'likely' },
    ],
    [
      'a wildcard covers one label only',
      {
        names: names(['mail.eu.example.org']),
        certificates: inUse([served(993, certificate({ names: ['example.net'] }))]),
      },
    ],
  ],
})
