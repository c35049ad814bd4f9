import { without } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dmarc-missing',
  story: 'The domain has no DMARC record.',
  expects: [{ condition: 'dmarc-missing', subject: 'example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', without('_dmarc.example-a.test.', 'TXT'))
  },
  symptoms: [{ where: 'd$ cat /home/bob/Maildir/new/*', matches: /dmarc=none/ }],
}

export default fault
