import { reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'
import { newKey } from '../world/certificates.ts'

const fault: Fault = {
  id: 'tls-key-cert-mismatch',
  story: 'A new key was put in place, but the certificate still belongs to the old one.',
  expects: [{ condition: 'tls-key-cert-mismatch', subject: '/etc/ssl/mail' }],
  async change(lab) {
    const keyPem = newKey(2048)
    await lab.a.write('/etc/ssl/mail/privkey.pem', keyPem, '0600')
    await reloadServers(lab)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /key values mismatch/ }],
}

export default fault
