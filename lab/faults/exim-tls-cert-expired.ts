import { install, reissue } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-tls-cert-expired',
  server: 'exim',
  story: 'The certificate expired nine days ago; the copy for Exim was renewed as little as the original.',
  expects: [{ condition: 'tls-cert-expired', subject: 'mail.example-a.test' }],
  async change(lab) {
    const certificate = await reissue(lab, { fromDay: -99, toDay: -9 })
    await install(lab, certificate)
    await lab.a.must(
      'cp /etc/ssl/mail/fullchain.pem /etc/exim4/exim.crt; cp /etc/ssl/mail/privkey.pem /etc/exim4/exim.key; systemctl reload dovecot',
    )
  },
  symptoms: [{ where: 'transcript', matches: /certificate has expired/ }],
}

export default fault
