import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dovecot-tls-setting-invalid',
  story: 'ssl_min_protocol was set to a protocol that does not exist.',
  expects: [{ condition: 'dovecot-tls-setting-invalid', subject: 'ssl_min_protocol' }],
  debian: 13,
  async change(lab) {
    await lab.a.must(
      `sed -i 's/^ssl_min_protocol.*/ssl_min_protocol = TLSv1.4/' /etc/dovecot/local.conf; systemctl restart dovecot`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /Can't set minimum protocol to 'TLSv1\.4'/ }],
}

export default fault
