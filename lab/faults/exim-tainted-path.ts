import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-tainted-path',
  server: 'exim',
  story: 'A transport of the time before Exim 4.94 names the mailbox by $local_part.',
  expects: [{ condition: 'exim-tainted-data' }],
  async change(lab) {
    await lab.a.write(
      '/etc/exim4/conf.d/transport/30_dovecot_lmtp',
      'dovecot_lmtp:\n  driver = appendfile\n  directory = /var/vmail/$domain/$local_part/Maildir\n  maildir_format\n  user = vmail\n  group = vmail\n',
    )
    await lab.a.must('update-exim4.conf && systemctl reload exim4')
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /Tainted/ }],
}

export default fault
