import { without } from '../changes/records.ts'
import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'
import { reverseName } from '../world/reverse.ts'

const fault: Fault = {
  id: 'dns-ptr-missing',
  story: 'The new server has no reverse names: the provider leaves them empty until asked.',
  expects: [{ condition: 'dns-ptr-missing', subject: '198.51.100.25' }],
  async change(lab) {
    await lab.editZone('100.51.198.in-addr.arpa.', without(reverseName(places.a.v4), 'PTR'))
    await lab.editZone('8.b.d.0.1.0.0.2.ip6.arpa.', without(reverseName(places.a.v6), 'PTR'))
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /status=(bounced|deferred).*cannot find your hostname/ },
  ],
}

export default fault
