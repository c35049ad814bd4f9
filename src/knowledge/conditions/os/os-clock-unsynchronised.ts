import { synchronisation } from '../../../collect/clock/synchronisation.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Nothing keeps the clock right. It may be right for now; in a container it is the host's business. */
export const osClockUnsynchronised = condition({
  id: 'os-clock-unsynchronised',
  topic: 'security',
  severity: 'low',
  needs: { state: synchronisation },
  detect: ({ state }) => {
    if (state.status === 'absent' || state.value.synchronised === undefined)
      return notApplicable('nothing here tells whether the clock is synchronised')
    const { inContainer, synchronised, evidence } = state.value
    if (inContainer) return notApplicable('in a container the host keeps the clock')
    if (synchronised) return fine(evidence)
    return problem({ subject: 'system clock', confidence: 'certain', evidence, marks: ['unit:clock'] })
  },
  mistakenFor: [
    {
      condition: 'os-clock-wrong',
      toldApartBy: {
        en: 'the clock is right, as far as can be seen',
        zh: '时钟目前看起来是准的',
      },
    },
  ],
  texts: {
    en: {
      title: 'Nothing keeps the clock of this server right',
      because:
        'No time server has been heard ({subject}). The clock drifts; once it is minutes off, one-time passwords and ' +
        'Kerberos fail, and later certificates and DNSSEC.',
      allClear: 'the clock is synchronised',
    },
    zh: {
      title: '没有任何服务在校准本机时钟',
      because:
        '没有与任何时间服务器同步（{subject}）。时钟会漂移；偏差几分钟后动态口令和 Kerberos 会失败，之后证书和 DNSSEC 也会出错。',
      allClear: '时钟已同步',
    },
  },
  fix: [
    {
      do: {
        en: 'Run a time client, and allow UDP port 123 out',
        zh: '运行时间同步服务，并放行出站 UDP 123 端口',
      },
      command: 'apt-get install chrony && systemctl enable --now chrony',
      risk: 'none',
    },
  ],
  verify: ['timedatectl', 'chronyc tracking'],
  references: ['https://www.freedesktop.org/software/systemd/man/latest/timedatectl.html'],
})
