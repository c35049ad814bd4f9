import { type ServiceUnit, serviceUnits } from '../../../collect/system/units.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Postfix on Debian 12: `postfix.service` starts the instance `postfix@-.service`, which is not enabled itself. */
const units = ['postfix.service', 'dovecot.service', 'rspamd.service', 'opendkim.service', 'exim4.service']

/** A mail service runs because somebody started it, and the next reboot will not. */
export const serviceNotEnabledAtBoot = condition({
  id: 'service-not-enabled-at-boot',
  topic: 'downtime',
  severity: 'low',
  needs: { units: serviceUnits },
  detect: ({ units: all }) => {
    if (all.status === 'absent') return notApplicable('no systemd here')
    const running = all.value.filter(
      ({ name, activeState }) => units.includes(name) && activeState === 'active',
    )
    if (running.length === 0) return notApplicable('no mail service runs')
    return running.map((unit) => {
      const { name, evidence } = unit
      if (unit.enabled !== 'disabled' || startsBySocket(unit, all.value)) return fine(evidence, name)
      return problem({ subject: name, confidence: 'certain', evidence, marks: [`unit:${name}`] })
    })
  },
  texts: {
    en: {
      title: '{subject} will not start at the next boot',
      because:
        '{subject} runs, but it is not enabled: after the next reboot it stays off until somebody starts it.',
      allClear: '{subject} starts at boot',
    },
    zh: {
      title: '{subject} 不会在下次开机时启动',
      because: '{subject} 正在运行但未启用：下次重启后，除非有人手动启动，否则它不会运行。',
      allClear: '{subject} 会在开机时启动',
    },
  },
  fix: [
    {
      do: { en: 'Enable it', zh: '启用该服务' },
      command: 'systemctl enable {subject}',
      risk: 'none',
    },
  ],
  verify: ['systemctl is-enabled {subject}'],
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html'],
})

function startsBySocket({ name }: ServiceUnit, all: readonly ServiceUnit[]): boolean {
  const socket = name.replace(/\.service$/, '.socket')
  return all.some((one) => one.name === socket && one.enabled === 'enabled')
}
