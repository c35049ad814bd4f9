import { eximStartFailure } from '../../../collect/exim/start-failure.ts'
import { condition, fine, problem } from '../../condition.ts'

/**
 * Exim ends as soon as it is started, and says why: an option of its start file that it does not take
 * (QUEUEINTERVAL='30' without a unit), a log that it may not write, an address that is not here.
 */
export const eximStartRefused = condition({
  id: 'exim-start-refused',
  topic: 'downtime',
  severity: 'critical',
  needs: { failure: eximStartFailure },
  detect: ({ failure }) => {
    if (failure.status === 'absent') return fine(failure.evidence)
    const { reason, unit, evidence } = failure.value
    return problem({
      subject: unit,
      confidence: 'certain',
      evidence,
      values: { reason },
      marks: ['program:exim', `unit:${unit}`],
    })
  },
  explains: [{ condition: 'queue-mail-system-stopped' }],
  mistakenFor: [
    {
      condition: 'exim-configuration-refused',
      toldApartBy: {
        en: 'Exim takes its configuration; it ends for another reason',
        zh: 'Exim 接受了配置，因其他原因退出',
      },
    },
  ],
  texts: {
    en: {
      title: 'Exim ends as soon as it is started: {reason}',
      because:
        'Exim was started and ended at once. It says: {reason}. As long as that is so, no mail is taken and none leaves.',
      allClear: 'Exim runs, or was not started',
    },
    zh: {
      title: 'Exim 一启动就退出：{reason}',
      because: 'Exim 启动后立即退出，提示：{reason}。在此期间既不收信也不发信。',
      allClear: 'Exim 正在运行，或未曾启动',
    },
  },
  fix: [
    {
      do: { en: 'Read what it says', zh: '查看提示' },
      command: 'journalctl -u exim4 -n 20 --no-pager',
      risk: 'none',
    },
    {
      do: {
        en: 'Mend that: options come from /etc/default/exim4 (QUEUEINTERVAL wants a unit, such as 30m), the log belongs to Debian-exim:adm',
        zh: '修正问题：启动选项在 /etc/default/exim4（QUEUEINTERVAL 需带单位，如 30m），日志目录属主应为 Debian-exim:adm',
      },
      command: 'cat /etc/default/exim4; ls -ld /var/log/exim4 /var/spool/exim4',
      risk: 'none',
    },
    { do: { en: 'Start it', zh: '启动' }, command: 'systemctl restart exim4', risk: 'restart' },
  ],
  verify: ['systemctl status exim4 --no-pager', 'ss -ltn sport = :25'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-the_exim_command_line.html'],
})
