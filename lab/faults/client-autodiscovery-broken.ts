import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'client-autodiscovery-broken',
  story: 'The SRV record for IMAP was copied from a guide and names a host that was never made.',
  expects: [{ condition: 'client-autodiscovery-broken', subject: 'imap.example-a.test' }],
  async change(lab) {
    await lab.editZone(
      'example-a.test.',
      instead('_imaps._tcp.example-a.test.', 'SRV', '0 1 993 imap.example-a.test.'),
    )
  },
  symptoms: [
    { where: 'a$ dig +short _imaps._tcp.example-a.test SRV', matches: /993 imap\.example-a\.test/ },
    { where: 'a$ dig imap.example-a.test A', matches: /NXDOMAIN/ },
  ],
}

export default fault
