import type { DovecotState } from '../../../../src/collect/dovecot/state.ts'
import { dovecotStopped } from '../../../../src/knowledge/conditions/dovecot/dovecot-stopped.ts'
import { absent, known, seen, testCondition, unknown } from '../../test-condition.ts'
import { event, lately, writtenLog } from '../../written-log.ts'
import { authSocket } from '../../written-sockets.ts'

const state = (parts: Partial<DovecotState>) =>
  known<DovecotState>({
    running: false,
    activeState: 'inactive',
    enabled: 'enabled',
    evidence: [seen],
    ...parts,
  })

testCondition(dovecotStopped, {
  fine: [
    ['runs', { state: state({ running: true, activeState: 'active' }) }],
    [
      'runs in a container without systemd',
      { state: state({ running: true, activeState: undefined, enabled: undefined }) },
    ],
    ['no Dovecot here', { state: absent() }],
    ['installed, switched off, and nothing asks for it', { state: state({ enabled: 'disabled' }) }],
    [
      'switched off, and the log could not be read',
      { state: state({ enabled: 'masked' }), log: unknown('no-permission', '') },
    ],
    [
      'switched off on purpose an hour ago, when this became a null client',
      {
        state: state({ enabled: 'disabled' }),
        log: known(writtenLog({ timeline: [event('stopped', 'dovecot')] })),
      },
    ],
  ],
  problem: [
    [
      'stopped by hand',
      { state: state({}), log: known(writtenLog({ timeline: [event('stopped', 'dovecot')] })) },
      { subject: 'dovecot.service', since: lately, confidence: 'certain' },
    ],
    ['failed', { state: state({ activeState: 'failed' }) }],
    [
      'switched off, but Postfix needs its sockets',
      {
        state: state({ enabled: 'disabled' }),
        sockets: known([authSocket({ access: 'missing', missing: '/var/spool/postfix/private/auth' })]),
      },
      {
        marks: [
          'unit:dovecot.service',
          'program:dovecot',
          'socket:private/auth',
          'socket:/var/spool/postfix/private/auth',
        ],
      },
    ],
  ],
})
