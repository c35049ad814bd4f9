import { without } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dns-mx-missing',
  story: 'The MX record was lost when the zone moved to another provider; mail goes to the web server.',
  expects: [{ condition: 'dns-mx-missing', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', without('example-a.test.', 'MX'))
  },
  symptoms: [
    {
      where: 'b:/var/log/mail.log',
      matches: /connect to example-a\.test\[203\.0\.113\.80\]:25: Connection refused/,
    },
  ],
}

export default fault
