import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dns-mx-points-to-ip',
  story: 'An address was typed into the MX record.',
  expects: [{ condition: 'dns-mx-points-to-ip', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', instead('example-a.test.', 'MX', '10 198.51.100.25.'))
  },
  symptoms: [{ where: 'a$ dig +short example-a.test MX', matches: /198\.51\.100\.25\./ }],
}

export default fault
