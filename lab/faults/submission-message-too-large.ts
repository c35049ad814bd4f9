import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'submission-message-too-large',
  story: 'The size limit was set to 10 KB, thinking that the figure was in kilobytes.',
  expects: [{ condition: 'submission-message-too-large', subject: 'message_size_limit' }],
  async change(lab) {
    await lab.a.must('postconf -e message_size_limit=10240; systemctl reload postfix')
  },
  traffic: () => [message('alice sends a letter of 60 KB', 'bob@example-b.test', { sizeBytes: 60_000 })],
  symptoms: [{ where: 'transcript', matches: /552 5\.3\.4 Message size exceeds fixed limit/ }],
}

export default fault
