import { replacePeerCertificate } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'remote-tls-cert-invalid',
  story: "The partner's certificate has expired, and our policy demands a good one for that domain.",
  expects: [{ condition: 'remote-tls-cert-invalid', subject: 'example-b.test' }],
  async change(lab) {
    await replacePeerCertificate(lab, 'b', { fromDay: -95, toDay: -5 })
    await lab.a.must(
      `echo 'example-b.test secure match=mx1.example-b.test' >> /etc/postfix/tls_policy; postmap hash:/etc/postfix/tls_policy`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches:
        /example-b\.test.*(Server certificate not trusted|Server certificate not verified|certificate has expired)/,
    },
  ],
}

export default fault
