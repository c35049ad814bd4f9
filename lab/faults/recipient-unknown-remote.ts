import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'recipient-unknown-remote',
  story: 'Alice writes to somebody who has left the company.',
  expects: [{ condition: 'recipient-unknown-remote', subject: 'example-d.test' }],
  async change() {
    // nothing is changed
  },
  traffic: () => [message('alice writes to one who left', 'nosuch@example-d.test')],
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /to=<nosuch@example-d\.test>.*status=bounced.*550 5\.1\.1/ },
  ],
}

export default fault
