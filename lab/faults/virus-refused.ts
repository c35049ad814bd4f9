import type { Fault } from '../fault.ts'
import { EICAR } from '../setup/receiver.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'virus-refused',
  story: "Alice sends a file with a (test) virus; the receiver's scanner refuses it.",
  expects: [{ condition: 'message-refused-as-malware', subject: 'example-d.test' }],
  async change() {
    // nothing is changed
  },
  traffic: () => [message('alice sends a virus', 'bob@example-d.test', { body: EICAR })],
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /status=bounced.*Message content rejected/ }],
}

export default fault
