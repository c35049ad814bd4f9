import { dnsMxProxied } from '../../../../src/knowledge/conditions/dns/dns-mx-proxied.ts'
import { deadResolver, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const proxied = withZone({ 'mail.example.org A': ['104.21.0.1'], 'mail.example.org AAAA': undefined })

testWorlds(dnsMxProxied, {
  fine: [
    ['the host’s own address', mailHost],
    [
      'Cloudflare’s mail routing, which answers',
      {
        ...withZone({
          'example.org MX': ['10 route1.mx.example.net'],
          'route1.mx.example.net A': ['162.159.205.11'],
        }),
        dialogues: {
          '162.159.205.11:25': {
            end: 'completed',
            greeting: '220 mx.cloudflare.example ESMTP',
            replies: [{ command: 'RCPT TO:<postmaster@example.org>', reply: '250 ok' }],
          },
        },
      },
    ],
  ],
  lookalike: [
    [
      'another mail server',
      withZone({ 'mail.example.org A': ['192.0.2.25'], 'mail.example.org AAAA': undefined }),
    ],
  ],
  problem: [['a proxied name', proxied, { confidence: 'certain', subject: 'example.org' }]],
  unseen: [['a dead resolver', deadResolver]],
})
