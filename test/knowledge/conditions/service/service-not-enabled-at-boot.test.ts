import { serviceNotEnabledAtBoot } from '../../../../src/knowledge/conditions/service/service-not-enabled-at-boot.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const unit = (name: string, enabled: string | undefined, activeState = 'active') => ({
  name,
  loadState: 'loaded',
  activeState,
  subState: 'running',
  enabled,
  evidence: [seen],
})
const units = (...list: readonly ReturnType<typeof unit>[]) => ({ units: known(list) })

testCondition(serviceNotEnabledAtBoot, {
  fine: [
    ['enabled', units(unit('postfix.service', 'enabled'), unit('dovecot.service', 'enabled'))],
    [
      'Debian 12: the instance is started by postfix.service',
      units(unit('postfix.service', 'enabled'), unit('postfix@-.service', 'disabled')),
    ],
    ['started by its socket', units(unit('dovecot.service', 'disabled'), unit('dovecot.socket', 'enabled'))],
    ['off and disabled', units(unit('dovecot.service', 'disabled', 'inactive'))],
    ['not known', units(unit('dovecot.service', undefined))],
    ['no systemd', { units: absent() }],
  ],
  problem: [['started by hand', units(unit('dovecot.service', 'disabled')), { subject: 'dovecot.service' }]],
})
