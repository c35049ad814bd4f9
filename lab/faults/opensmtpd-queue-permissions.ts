import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-queue-permissions',
  server: 'opensmtpd',
  debian: 13,
  story: 'The spool was restored as root.',
  expects: [{ condition: 'opensmtpd-queue-permissions', subject: '/var/spool/smtpd/' }],
  async change(lab) {
    await lab.a.must(`
      chown -R root:root /var/spool/smtpd/queue /var/spool/smtpd/incoming`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /queue-fs: mkdir: Permission denied/ }],
}

export default fault
