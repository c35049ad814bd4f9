import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'exim-message-too-large',
  server: 'exim',
  story: 'The size limit was set to 10 KB, thinking that the figure was in kilobytes.',
  expects: [{ condition: 'submission-message-too-large', subject: 'message_size_limit' }],
  async change(lab) {
    await lab.a.must(
      `sed -i '1i MESSAGE_SIZE_LIMIT = 10240' /etc/exim4/conf.d/main/000_localmacros; update-exim4.conf && systemctl reload exim4`,
    )
  },
  traffic: () => [message('alice sends a letter of 60 KB', 'bob@example-b.test', { sizeBytes: 60_000 })],
  symptoms: [{ where: 'transcript', matches: /552 Message size exceeds maximum permitted/ }],
}

export default fault
