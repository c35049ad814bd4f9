import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** Another program already holds Dovecot’s port, so Dovecot does not start. */
export const dovecotAddressInUse = loggedCondition({
  id: 'dovecot-address-in-use',
  topic: 'downtime',
  severity: 'critical',
  query: { contains: ['failed: Address already in use'], program: 'dovecot', endedByStartOf: 'dovecot' },
  accepts: ({ text }) => text.includes('listen('),
  subject: ({ text }) => /listen\([^()]{0,60}, (\d{1,5})\)/.exec(text)?.[1],
  confidence: 'certain',
  values: ({ subject }) => ({ port: subject }),
  marks: ({ subject }) => [`port:${subject}`, 'unit:dovecot.service', 'program:dovecot'],
  explains: [
    { condition: 'dovecot-stopped' },
    { condition: 'service-not-listening' },
    { condition: 'logins-failing', when: isPasswordCheck },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-stopped',
      toldApartBy: { en: 'it was started, and the port was taken', zh: '已尝试启动，但端口被占用' },
    },
  ],
  texts: {
    en: {
      title: 'Another program holds port {subject}: Dovecot cannot start',
      because:
        'Dovecot could not listen on port {port} because something else already does ({count} times); then it does not start at all.',
      allClear: 'Dovecot gets its ports',
    },
    zh: {
      title: '端口 {subject} 被其他程序占用：Dovecot 无法启动',
      because: 'Dovecot 无法监听端口 {port}，因为已有其他程序占用（{count} 次），因此根本没有启动。',
      allClear: 'Dovecot 能取得端口',
    },
  },
  fix: [
    { do: { en: 'See who holds it', zh: '查看占用者' }, command: 'ss -ltnp sport = :{port}', risk: 'none' },
    {
      do: { en: 'Stop and disable that program, then', zh: '停用该程序，然后' },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['ss -ltnp sport = :{port}'],
  references: ['https://doc.dovecot.org/main/core/config/service.html'],
})
