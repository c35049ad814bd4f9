import type { Fault } from '../fault.ts'
import { alice } from '../setup/accounts.ts'
import { delivery } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'network-inbound-25-blocked',
  story: "Port 25 was lost from the host's own firewall rules.",
  expects: [{ condition: 'network-inbound-25-blocked', subject: '25' }],
  async change(lab) {
    await lab.a.must(
      `sed -i 's/{ 22, 25, 465, 587 }/{ 22, 465, 587 }/' /etc/nftables.conf; systemctl reload nftables`,
    )
  },
  traffic: () => [delivery('a stranger writes to alice', 'someone@home130.customers.test', alice.address)],
  settleSeconds: 9,
  symptoms: [
    { where: 'b:/var/log/mail.log', matches: /connect to mail\.example-a\.test.*Connection timed out/ },
    { where: 'transcript', matches: /connection timed out/ },
  ],
}

export default fault
