import { install, reissue, reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-cert-expired',
  story: 'The certificate expired nine days ago; nobody renewed it.',
  expects: [{ condition: 'tls-cert-expired', subject: 'mail.example-a.test' }],
  async change(lab) {
    await install(lab, await reissue(lab, { fromDay: -99, toDay: -9 }))
    await reloadServers(lab)
  },
  symptoms: [{ where: 'transcript', matches: /certificate has expired/ }],
}

export default fault
