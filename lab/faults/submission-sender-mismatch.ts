import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'submission-sender-mismatch',
  story: 'A table says who may send as whom, by short names; users log in with addresses.',
  expects: [{ condition: 'submission-sender-mismatch', subject: 'alice@example-a.test' }],
  async change(lab) {
    await lab.a.must(
      `echo 'alice@example-a.test alice' > /etc/postfix/logins; postmap hash:/etc/postfix/logins; postconf -e smtpd_sender_login_maps=hash:/etc/postfix/logins; postconf -P submission/inet/smtpd_sender_restrictions=reject_sender_login_mismatch submissions/inet/smtpd_sender_restrictions=reject_sender_login_mismatch; postfix reload`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /not owned by user alice@example-a\.test/ }],
}

export default fault
