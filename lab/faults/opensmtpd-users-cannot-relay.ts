import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-users-cannot-relay',
  server: 'opensmtpd',
  debian: 13,
  story: 'The rule for users who log in was lost when smtpd.conf was tidied up.',
  expects: [{ condition: 'opensmtpd-users-cannot-relay', subject: '/etc/smtpd.conf' }],
  async change(lab) {
    await lab.a.must(`
      sed -i '/^match auth/d' /etc/smtpd.conf
      systemctl restart opensmtpd`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /550 Invalid recipient: <bob@example-b\.test>/ }],
}

export default fault
