import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-no-matching-rule',
  server: 'opensmtpd',
  debian: 13,
  story: 'The own domain was lost from the table of domains.',
  expects: [{ condition: 'opensmtpd-no-matching-rule', subject: 'example-a.test' }],
  async change(lab) {
    await lab.a.must(
      `sed -i 's/^table domains .*/table domains { example-b.invalid }/' /etc/smtpd.conf; systemctl restart opensmtpd`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /550 Invalid recipient|failed-command/ }],
}

export default fault
