import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-configuration-refused',
  server: 'opensmtpd',
  debian: 13,
  story: 'A word of smtpd.conf was misspelt, and the server restarted.',
  expects: [{ condition: 'opensmtpd-configuration-refused', subject: '/etc/smtpd.conf' }],
  async change(lab) {
    await lab.a.must(
      `sed -i 's/^action "relay" relay/action "relay" reley/' /etc/smtpd.conf; systemctl restart opensmtpd || true`,
    )
  },
  symptoms: [{ where: 'a$ smtpd -n', matches: /syntax error/ }],
}

export default fault
