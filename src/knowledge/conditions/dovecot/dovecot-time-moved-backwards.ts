import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** The clock was set back while Dovecot ran: it stops itself or starts nothing for a while. */
export const dovecotTimeMovedBackwards = loggedCondition({
  id: 'dovecot-time-moved-backwards',
  topic: 'downtime',
  severity: 'medium',
  query: { contains: ['Time just moved backwards', 'Time moved backwards by'] },
  subject: 'clock',
  confidence: 'certain',
  marks: () => ['unit:dovecot.service', 'program:dovecot'],
  explains: [{ condition: 'dovecot-stopped' }, { condition: 'logins-failing', when: isPasswordCheck }],
  texts: {
    en: {
      title: 'The clock jumped back, Dovecot paused',
      because:
        'The machine’s clock was set back while Dovecot ran ({count} messages). Old versions end themselves then; newer ones start no processes until the time has caught up.',
      allClear: 'the clock did not jump',
    },
    zh: {
      title: '系统时钟回拨，Dovecot 暂停',
      because:
        'Dovecot 运行期间系统时钟被回拨（{count} 条消息）。旧版本会自行退出，新版本在时间追上之前不启动进程。',
      allClear: '时钟没有跳变',
    },
  },
  fix: [
    {
      do: { en: 'Let the clock be steered, not stepped', zh: '让时钟平滑校准而不是跳变' },
      command: 'apt-get install chrony && chronyc tracking',
      risk: 'none',
    },
    {
      do: { en: 'Start Dovecot if it ended', zh: '若 Dovecot 已退出则启动' },
      command: 'systemctl start dovecot',
      risk: 'restart',
    },
  ],
  verify: ['timedatectl', 'systemctl is-active dovecot'],
  references: ['https://doc.dovecot.org/2.3/admin_manual/errors/time_moved_backwards/'],
})
