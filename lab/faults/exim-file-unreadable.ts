import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-file-unreadable',
  server: 'exim',
  story: 'The list of mailboxes was edited as root, and Exim may not read it any more.',
  expects: [{ condition: 'exim-file-unreadable', subject: '/etc/exim4/domain-aliases' }],
  async change(lab) {
    await lab.a.must(`
      chmod 0600 /etc/exim4/domain-aliases`)
  },
  symptoms: [
    {
      where: 'a:/var/log/exim4/mainlog',
      matches: /failed to open \/etc\/exim4\/domain-aliases.*Permission denied/,
    },
  ],
}

export default fault
