import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dovecot-stopped',
  story: 'Dovecot was stopped: no IMAP, no logins for sending, no delivery to mailboxes.',
  expects: [{ condition: 'dovecot-stopped', subject: 'dovecot' }],
  async change(lab) {
    await lab.a.must('systemctl stop dovecot')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches:
        /SASL: Connect to Dovecot auth socket 'private\/auth' failed: (No such file|Connection refused)/,
    },
    { where: 'a:/var/log/mail.log', matches: /private\/dovecot-lmtp\].*(No such file|Connection refused)/ },
  ],
}

export default fault
