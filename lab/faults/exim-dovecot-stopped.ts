import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-dovecot-stopped',
  server: 'exim',
  story: 'Dovecot was stopped: nobody can log in, and Exim has nowhere to put mail.',
  expects: [{ condition: 'dovecot-stopped', subject: 'dovecot' }],
  async change(lab) {
    await lab.a.must('systemctl stop dovecot')
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /\[127\.0\.0\.1\].*Connection refused|auth/ }],
}

export default fault
