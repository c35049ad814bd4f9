import { onOwnFileSystem } from '../changes/file-system.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'storage-disk-full',
  story: 'The queue has a partition of its own, and something has filled it to the last byte.',
  expects: [{ condition: 'storage-disk-full', subject: '/var/spool/postfix' }],
  async change(lab) {
    await onOwnFileSystem(lab, '/var/spool/postfix', 'size=64m,mode=0755')
    await lab.a.shell('dd if=/dev/zero of=/var/spool/postfix/core.1834 bs=1M 2>/dev/null')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /452 4\.3\.1 Insufficient system storage|No space left on device/,
    },
    { where: 'transcript', matches: /452 4\.3\.1 Insufficient system storage/ },
    { where: 'a$ df /var/spool/postfix', matches: /100%/ },
  ],
}

export default fault
