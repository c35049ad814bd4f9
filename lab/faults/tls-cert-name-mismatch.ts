import { install, reissue, reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-cert-name-mismatch',
  story: "The web site's certificate was installed for mail: it lacks the name that mail programs use.",
  expects: [{ condition: 'tls-cert-name-mismatch', subject: 'www.example-a.test' }],
  async change(lab) {
    await install(lab, await reissue(lab, { names: ['www.example-a.test', 'example-a.test'] }))
    await reloadServers(lab)
  },
  symptoms: [{ where: 'transcript', matches: /does not match certificate's altnames/ }],
}

export default fault
