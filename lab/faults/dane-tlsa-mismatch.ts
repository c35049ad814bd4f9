import { install, reissue, reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dane-tlsa-mismatch',
  story: 'The certificate was renewed with a new key, and nobody changed the TLSA record.',
  expects: [{ condition: 'dane-tlsa-mismatch', subject: '25' }],
  async change(lab) {
    await install(lab, await reissue(lab, { keyBits: 2048 }))
    await reloadServers(lab)
  },
  symptoms: [{ where: 'b:/var/log/mail.log', matches: /Server certificate not (verified|trusted)|TLSA/ }],
}

export default fault
