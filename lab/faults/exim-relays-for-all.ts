import type { Fault } from '../fault.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'exim-relays-for-all',
  server: 'exim',
  story: 'Every IPv4 address was allowed to relay, to make the printer in the office work.',
  expects: [{ condition: 'security-open-relay', subject: 'relay_from_hosts' }],
  async change(lab) {
    await lab.a.must(
      `sed -i "s/^dc_relay_nets=.*/dc_relay_nets='0.0.0.0\\/0'/" /etc/exim4/update-exim4.conf.conf; update-exim4.conf && systemctl reload exim4`,
    )
  },
  traffic: () => [delivery('a stranger relays', 'someone@home130.customers.test', 'bob@example-b.test')],
  symptoms: [{ where: 'transcript', matches: /### a stranger relays: ok/ }],
}

export default fault
