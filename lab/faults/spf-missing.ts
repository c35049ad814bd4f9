import { without } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'spf-missing',
  story: 'The domain has no SPF record.',
  expects: [{ condition: 'spf-missing', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', without('example-a.test.', 'TXT'))
  },
  symptoms: [{ where: 'd$ cat /home/bob/Maildir/new/*', matches: /Received-SPF: .*(None|identity=helo)/ }],
}

export default fault
