import { isoTime } from '../../../access/clock.ts'
import { machine } from '../../../collect/system/machine.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Last day of free security updates, LTS of Debian included (wiki.debian.org/LTS, ubuntu.com/about/release-cycle;
 * as of November 2026). What is not here is not judged.
 */
const lastDays: ReadonlyMap<string, string> = new Map([
  ['debian 9', '2022-06-30'],
  ['debian 10', '2024-06-30'],
  ['debian 11', '2026-08-31'],
  ['debian 12', '2028-06-30'],
  ['debian 13', '2030-06-30'],
  ['ubuntu 18.04', '2023-05-31'],
  ['ubuntu 20.04', '2025-05-31'],
  ['ubuntu 22.04', '2027-04-30'],
  ['ubuntu 23.10', '2024-07-11'],
  ['ubuntu 24.04', '2029-05-31'],
  ['ubuntu 24.10', '2025-07-10'],
  ['ubuntu 25.04', '2026-01-15'],
  ['centos 7', '2024-06-30'],
  ['centos 8', '2021-12-31'],
])

/** The system’s release gets no security fixes any more, unless somebody pays for them (ESM, ELTS). */
export const osSoftwareEndOfLife = condition({
  id: 'os-software-end-of-life',
  topic: 'updates',
  severity: 'low',
  needs: { machine, now },
  detect: ({ machine, now }) => {
    if (machine.status === 'absent' || now.status === 'absent') return notApplicable('system not known')
    const { distribution, release, system } = machine.value
    const lastDay = lastDays.get(`${distribution} ${release}`)
    if (lastDay === undefined) return notApplicable('no date is known for this release')
    const text = `${system}; last day of free security updates: ${lastDay}`
    const at = isoTime(now.value)
    const evidence = [{ kind: 'file', where: '/etc/os-release', text, at }] as const
    if (now.value < Date.parse(`${lastDay}T23:59:59Z`)) return fine(evidence)
    return problem({
      subject: system,
      confidence: 'certain',
      evidence,
      values: { lastDay },
      marks: [],
      since: Date.parse(`${lastDay}T23:59:59Z`),
    })
  },
  texts: {
    en: {
      title: '{subject} gets no free security updates any more',
      because:
        'Support for {subject} ended on {lastDay}. Mail servers face the Internet; their holes are no longer closed, ' +
        'unless a paid programme (Ubuntu Pro, Debian ELTS) covers this machine.',
      allClear: 'the release gets security updates',
    },
    zh: {
      title: '{subject} 已不再获得免费安全更新',
      because:
        '{subject} 的支持已于 {lastDay} 结束。邮件服务器直接面对互联网，漏洞将不再修复，除非购买了付费支持（Ubuntu Pro、Debian ELTS）。',
      allClear: '系统版本仍有安全更新',
    },
  },
  fix: [
    {
      do: {
        en: 'Plan the upgrade to the next release: back up, read its release notes (Dovecot 2.4 in Debian 13 needs a new configuration), try it on a copy',
        zh: '规划升级到下一版本：先备份，阅读发行说明（Debian 13 的 Dovecot 2.4 需要新的配置格式），并在副本上试验',
      },
      risk: 'none',
    },
  ],
  verify: ['cat /etc/os-release'],
  references: ['https://wiki.debian.org/LTS', 'https://ubuntu.com/about/release-cycle'],
})
