import type { Fault } from '../fault.ts'
import { places } from '../world/addresses.ts'

const fault: Fault = {
  id: 'routing-ipv6-preferred-unreachable',
  story: 'The host has an IPv6 address and route, but the provider loses its IPv6 packets.',
  expects: [{ condition: 'routing-ipv6-preferred-unreachable' }],
  async change(lab) {
    await lab.network.block(`ip6 saddr ${places.a.v6} drop`)
    await lab.a.must('postconf -e smtp_address_preference=ipv6; systemctl reload postfix')
  },
  settleSeconds: 15,
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /connect to .*\[2001:db8:f::\d+\]:25: Connection timed out/ },
    { where: 'a:/var/log/mail.log', matches: /relay=.*\[203\.0\.113\.\d+\]:25.*status=sent/ },
  ],
}

export default fault
