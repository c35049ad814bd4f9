import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'inbound-rejected-by-rule',
  story: 'A restriction list for users was put into main.cf: strangers are refused.',
  expects: [{ condition: 'inbound-rejected-by-rule', subject: 'smtpd_client_restrictions' }],
  async change(lab) {
    await lab.a.must(
      `postconf -e 'smtpd_client_restrictions = permit_mynetworks, permit_sasl_authenticated, reject'; postfix reload`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /reject: RCPT from mx1\.example-b\.test.*Client host rejected: Access denied/,
    },
  ],
}

export default fault
