import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-dkim-key-unreadable',
  server: 'exim',
  story: 'The private key was restored by root and is readable by root alone: Exim cannot sign.',
  expects: [{ condition: 'dkim-key-permissions', subject: '/etc/exim4/dkim.key' }],
  async change(lab) {
    await lab.a.must('chown root:root /etc/exim4/dkim.key; chmod 0600 /etc/exim4/dkim.key')
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /dkim.key|DKIM/ }],
}

export default fault
