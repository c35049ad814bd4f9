import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'

const fault: Fault = {
  id: 'network-port25-blocked-outbound',
  story: 'The provider of the server blocks connections to port 25 of others.',
  expects: [{ condition: 'network-port25-blocked-outbound' }],
  async change(lab) {
    await lab.network.block(`ip saddr ${places.a.v4} tcp dport 25 drop`)
    await lab.network.block(`ip6 saddr ${places.a.v6} tcp dport 25 drop`)
  },
  settleSeconds: 15,
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /connect to mx1\.example-b\.test.*Connection timed out/ },
    { where: 'a:/var/log/mail.log', matches: /connect to mail\.example-c\.test.*Connection timed out/ },
  ],
}

export default fault
