import { install, reissue, reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-chain-incomplete',
  story: 'Only the certificate itself was installed, without the intermediate that signed it.',
  expects: [{ condition: 'tls-chain-incomplete', subject: 'mail.example-a.test' }],
  async change(lab) {
    const certificate = await reissue(lab, {})
    await install(lab, { ...certificate, chainPem: certificate.leafPem })
    await reloadServers(lab)
  },
  symptoms: [{ where: 'transcript', matches: /unable to verify the first certificate/ }],
}

export default fault
