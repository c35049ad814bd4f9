import { onOwnFileSystem } from '../changes/file-system.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'storage-queue-minfree',
  story:
    'The partition of the queue is smaller than one and a half times the size limit: Postfix takes nothing.',
  expects: [{ condition: 'storage-queue-minfree', subject: '/var/spool/postfix' }],
  async change(lab) {
    await onOwnFileSystem(lab, '/var/spool/postfix', 'size=36m,mode=0755')
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /not enough free space in mail queue/ },
    { where: 'a:/var/log/mail.log', matches: /452 4\.3\.1 Insufficient system storage/ },
  ],
}

export default fault
