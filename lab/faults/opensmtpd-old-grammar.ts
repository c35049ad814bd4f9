import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-old-grammar',
  server: 'opensmtpd',
  debian: 13,
  story: 'After an upgrade over many years, smtpd.conf still has the rules of OpenSMTPD 6.0.',
  expects: [{ condition: 'opensmtpd-old-grammar', subject: '/etc/smtpd.conf' }],
  async change(lab) {
    await lab.a.write(
      '/etc/smtpd.conf',
      'listen on 0.0.0.0\ntable aliases file:/etc/aliases\naccept from any for domain "example-a.test" alias <aliases> deliver to maildir\naccept for any relay\n',
    )
    await lab.a.must('systemctl restart opensmtpd || true')
  },
  symptoms: [{ where: 'a$ smtpd -n', matches: /syntax error/ }],
}

export default fault
