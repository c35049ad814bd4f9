import { install, reissue } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-tls-cert-expired',
  server: 'opensmtpd',
  debian: 13,
  story: 'The certificate expired nine days ago; nobody renewed it.',
  expects: [{ condition: 'tls-cert-expired', subject: 'mail.example-a.test' }],
  async change(lab) {
    await install(lab, await reissue(lab, { fromDay: -99, toDay: -9 }))
    await lab.a.must('systemctl restart opensmtpd; systemctl reload dovecot')
  },
  symptoms: [{ where: 'transcript', matches: /certificate has expired/ }],
}

export default fault
