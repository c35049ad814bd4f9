import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'security-cleartext-auth-offered',
  story: 'To help an old scanner, logins without encryption were allowed for everybody.',
  expects: [{ condition: 'security-cleartext-auth-offered', subject: 'submission' }],
  async change(lab) {
    await lab.a.must(`
      postconf -e smtpd_tls_auth_only=no
      postconf -P submission/inet/smtpd_tls_security_level=may
      ${lab.state.debian === 12 ? "sed -i 's/^disable_plaintext_auth = yes/disable_plaintext_auth = no/' /etc/dovecot/local.conf" : "sed -i 's/^auth_allow_cleartext = no/auth_allow_cleartext = yes/' /etc/dovecot/local.conf"}
      sed -i 's/^ssl = required/ssl = yes/' /etc/dovecot/local.conf
      systemctl reload postfix; systemctl restart dovecot`)
  },
  traffic: () => [message('the scanner sends a page', 'bob@example-b.test', { security: 'none' })],
  symptoms: [
    { where: 'transcript', matches: /### the scanner sends a page: ok/ },
    { where: 'transcript', matches: /AUTH PLAIN \(alice/ },
  ],
}

export default fault
