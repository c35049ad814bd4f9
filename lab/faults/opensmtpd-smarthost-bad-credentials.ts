import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-smarthost-bad-credentials',
  server: 'opensmtpd',
  debian: 13,
  story: 'The password at the smarthost was changed, and not here.',
  expects: [{ condition: 'relay-smarthost-bad-credentials', subject: 'mail.example-c.test' }],
  async change(lab) {
    await lab.a.must(`
      printf 'c relay@example-c.test:old password\\n' > /etc/smtpd/secrets
      chown root:opensmtpd /etc/smtpd/secrets && chmod 0640 /etc/smtpd/secrets
      sed -i 's,^table aliases.*,&\\ntable secrets file:/etc/smtpd/secrets,; s,^action "relay".*,action "relay" relay host smtp+tls://c@mail.example-c.test:587 auth <secrets>,' /etc/smtpd.conf
      systemctl restart opensmtpd`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /AUTH rejected: 535/ }],
}

export default fault
