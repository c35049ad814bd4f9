import { install, reissue, reloadServers } from '../changes/certificate.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-key-too-weak',
  story: 'The certificate was made anew from an old request with a 1024-bit key, which OpenSSL refuses.',
  expects: [{ condition: 'tls-key-too-weak', subject: '/etc/ssl/mail' }],
  also: [{ condition: 'dane-tlsa-mismatch' }],
  async change(lab) {
    await install(lab, await reissue(lab, { keyBits: 1024 }))
    await reloadServers(lab)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /ee key too small/ }],
}

export default fault
