import type { FilterEndpoint } from '../../../../src/collect/postfix/filter-endpoints.ts'
import { dkimMilterSocketPath } from '../../../../src/knowledge/conditions/dkim/dkim-milter-socket-path.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const socket = (exists = true) => known({ path: '/run/opendkim/opendkim.sock', exists, evidence: [seen] })
const asked = (socketPath: string, state: 'missing' | 'answers' | 'refused') =>
  known<readonly FilterEndpoint[]>([
    {
      endpoint: { kind: 'unix', text: 'local:opendkim/opendkim.sock', socketPath },
      use: 'milter',
      defaultAction: 'accept',
      services: ['smtp'],
      parameter: 'smtpd_milters',
      evidence: [seen],
      state: known({ state, evidence: [seen] }),
    },
  ])
const inChroot = '/var/spool/postfix/opendkim/opendkim.sock'

testCondition(dkimMilterSocketPath, {
  fine: [
    ['the same socket', { socket: socket(), filters: asked('/run/opendkim/opendkim.sock', 'answers') }],
    ['a link leads there', { socket: socket(), filters: asked(inChroot, 'answers') }],
    ['no OpenDKIM', { socket: absent(), filters: asked(inChroot, 'missing') }],
    ['Postfix asks none', { socket: socket(), filters: known([]) }],
  ],
  lookalike: [['OpenDKIM itself is down', { socket: socket(false), filters: asked(inChroot, 'missing') }]],
  problem: [
    [
      'below the chroot and outside',
      { socket: socket(), filters: asked(inChroot, 'missing') },
      { subject: 'local:opendkim/opendkim.sock' },
    ],
  ],
})
