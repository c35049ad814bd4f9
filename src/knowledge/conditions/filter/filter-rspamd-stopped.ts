import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { installedPackages } from '../../../collect/system/packages.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const rspamdPorts = new Set([11332, 11333, 11334])

/**
 * Rspamd is meant to run and does not. Where Postfix asks it as a milter, queue-milter-unreachable (mail
 * refused) or queue-milter-silently-accepting (mail unfiltered) tells that, and this one keeps silent.
 */
export const filterRspamdStopped = condition({
  id: 'filter-rspamd-stopped',
  topic: 'spam-filter',
  severity: 'medium',
  needs: { units: serviceUnits },
  optional: { packages: installedPackages, filters: postfixFilterEndpoints },
  detect: ({ units, packages, filters }) => {
    if (units.status === 'absent') return notApplicable('there is no systemd here')
    const unit = units.value.find(({ name }) => name === 'rspamd.service')
    const removed = packages.status === 'known' && !packages.value.has('rspamd')
    if (unit === undefined || removed) return notApplicable('Rspamd is not installed here')
    if (
      unit.activeState === 'active' ||
      unit.activeState === 'activating' ||
      unit.activeState === 'reloading'
    )
      return fine(unit.evidence)
    if (unit.enabled !== 'enabled') return notApplicable('Rspamd is switched off')
    const milters = filters.status === 'known' ? filters.value : []
    const isAsked = milters.some(
      ({ use, endpoint }) =>
        use === 'milter' &&
        (rspamdPorts.has(endpoint.port ?? 0) || (endpoint.socketPath ?? '').includes('rspamd')),
    )
    if (isAsked || filters.status === 'unknown')
      return notApplicable('told as the milter that does not answer')
    return problem({
      subject: 'rspamd.service',
      confidence: 'certain',
      evidence: unit.evidence,
      values: { state: unit.activeState },
      marks: ['unit:rspamd.service', 'program:rspamd'],
    })
  },
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: { en: 'Postfix does not ask it as a milter', zh: 'Postfix 没有把它作为 milter 使用' },
    },
  ],
  texts: {
    en: {
      title: 'Rspamd is not running',
      because:
        'The service rspamd is to start at boot and is {state}. What asks it (an MTA, a script) gets no answer.',
      allClear: 'Rspamd is running',
    },
    zh: {
      title: 'Rspamd 没有运行',
      because: 'rspamd 服务设为开机启动，但状态为 {state}。依赖它的程序（MTA、脚本）得不到应答。',
      allClear: 'Rspamd 正在运行',
    },
  },
  fix: [
    {
      do: { en: 'See whether its configuration is right', zh: '检查配置' },
      command: 'rspamadm configtest',
      risk: 'none',
    },
    { do: { en: 'Start it', zh: '启动' }, command: 'systemctl start rspamd', risk: 'restart' },
  ],
  verify: ['systemctl is-active rspamd'],
  references: ['https://rspamd.com/doc/tutorials/quickstart.html'],
})
