import { relayThroughC } from '../changes/smarthost.ts'
import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'

const fault: Fault = {
  id: 'routing-smarthost-unreachable',
  story: 'All mail goes through a smarthost, and that does not answer.',
  expects: [{ condition: 'routing-smarthost-unreachable', subject: 'mail.example-c.test' }],
  async change(lab) {
    await relayThroughC(lab)
    await lab.network.block(`ip daddr ${places.c.v4} drop`)
    await lab.network.block(`ip6 daddr ${places.c.v6} drop`)
  },
  settleSeconds: 12,
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /connect to mail\.example-c\.test\[.*\]:587: Connection timed out/,
    },
  ],
}

export default fault
