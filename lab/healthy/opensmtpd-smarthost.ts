import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'opensmtpd-smarthost',
  server: 'opensmtpd',
  debian: 13,
  story: 'OpenSMTPD sends everything through a smarthost, with a log-in.',
  async change(lab) {
    await lab.a.must(`
      printf 'c relay@example-c.test:relays secret 5\\n' > /etc/smtpd/secrets
      chown root:opensmtpd /etc/smtpd/secrets && chmod 0640 /etc/smtpd/secrets
      sed -i 's,^table aliases.*,&\\ntable secrets file:/etc/smtpd/secrets,; s,^action "relay".*,action "relay" relay host smtp+tls://c@mail.example-c.test:587 auth <secrets>,' /etc/smtpd.conf
      systemctl restart opensmtpd`)
  },
  signs: [{ where: 'a:/var/log/mail.log', matches: /relay="[^"]*mail\.example-c\.test.*result="Ok"/ }],
}

export default variant
