import { without } from '../changes/records.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dkim-key-not-published',
  story: 'The server signs, but the public key never got into the DNS.',
  expects: [{ condition: 'dkim-key-not-published', subject: 's1._domainkey.example-a.test' }],
  async change(lab) {
    await lab.editZone('example-a.test.', without('s1._domainkey.example-a.test.', 'TXT'))
  },
  symptoms: [
    {
      where: 'd$ cat /home/bob/Maildir/new/*',
      matches: /dkim=(fail|neutral|temperror|permerror).*|key not found in DNS/,
    },
  ],
}

export default fault
