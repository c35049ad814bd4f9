import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-tls-key-unreadable',
  server: 'exim',
  story: 'The key was renewed by root with mode 0600: Exim, which reads it as Debian-exim, cannot.',
  expects: [{ condition: 'tls-key-unreadable', subject: '/etc/exim4/exim.key' }],
  async change(lab) {
    await lab.a.must('chown root:root /etc/exim4/exim.key; chmod 0600 /etc/exim4/exim.key')
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /TLS error .*(?:key|cert).*setup/i }],
}

export default fault
