import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'spf-sending-ip-not-listed',
  story: 'The server moved to another address, but SPF still allows only the old one.',
  expects: [{ condition: 'spf-sending-ip-not-listed', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', instead('example-a.test.', 'TXT', '"v=spf1 ip4:203.0.113.99 -all"'))
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=bounced.*SPF/ }],
}

export default fault
