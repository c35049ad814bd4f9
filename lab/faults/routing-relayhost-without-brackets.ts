import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-relayhost-without-brackets',
  story: 'The relay host was written without brackets, its credentials with them.',
  expects: [{ condition: 'routing-relayhost-without-brackets', subject: 'mail.example-c.test' }],
  async change(lab) {
    await lab.a.must(
      `echo '[mail.example-c.test]:587 relay@example-c.test:relays secret 5' > /etc/postfix/sasl_passwd; postmap hash:/etc/postfix/sasl_passwd; postconf -e relayhost=mail.example-c.test:587 smtp_sasl_auth_enable=yes smtp_sasl_security_options=noanonymous smtp_sasl_password_maps=hash:/etc/postfix/sasl_passwd; postfix reload`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=(bounced|deferred)/ }],
}

export default fault
