import { install, reissue } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-cert-renewed-not-reloaded',
  story: 'The certificate was renewed on disk, but Dovecot was not told and still shows the expired one.',
  expects: [{ condition: 'tls-cert-renewed-not-reloaded', subject: '993' }],
  async change(lab) {
    await install(lab, await reissue(lab, { fromDay: -92, toDay: -2 }))
    await lab.a.must('systemctl restart postfix dovecot; sleep 1')
    await install(lab, await reissue(lab, { fromDay: -3, toDay: 87 }))
    await lab.a.must('systemctl reload postfix')
  },
  symptoms: [
    { where: 'transcript', matches: /alice reads her mail: failed/ },
    { where: 'transcript', matches: /certificate has expired/ },
  ],
}

export default fault
