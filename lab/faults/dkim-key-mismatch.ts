import { instead } from '../changes/records.ts'
import type { Fault } from '../fault.ts'
import { newKey, publicKeyData } from '../world/certificates.ts'
import { quoted } from '../world/zones.ts'

const fault: Fault = {
  id: 'dkim-key-mismatch',
  story: 'The key was rotated on the server, but the old public key is still published.',
  expects: [{ condition: 'dkim-key-mismatch', subject: 's1' }],
  async change(lab) {
    const other = quoted(`v=DKIM1; k=rsa; p=${publicKeyData(newKey(2048))}`)
    await lab.editZone('example-a.test.', instead('s1._domainkey.example-a.test.', 'TXT', other))
  },
  symptoms: [{ where: 'd$ cat /home/bob/Maildir/new/*', matches: /dkim=fail/ }],
}

export default fault
