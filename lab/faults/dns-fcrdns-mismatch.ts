import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'
import { reverseName } from '../world/reverse.ts'

const fault: Fault = {
  id: 'dns-fcrdns-mismatch',
  story: "The reverse names are still the provider's, and those names do not lead back.",
  expects: [{ condition: 'dns-fcrdns-mismatch', subject: '198.51.100.25' }],
  async change(lab) {
    const v4 = reverseName(places.a.v4)
    const v6 = reverseName(places.a.v6)
    await lab.editZone('100.51.198.in-addr.arpa.', instead(v4, 'PTR', 'host25.datacenter.test.'))
    await lab.editZone('8.b.d.0.1.0.0.2.ip6.arpa.', instead(v6, 'PTR', 'host25.datacenter.test.'))
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /status=(bounced|deferred).*(cannot find your hostname|Client host rejected)/,
    },
  ],
}

export default fault
