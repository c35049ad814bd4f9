import { onOwnFileSystem } from '../changes/file-system.ts'
import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'storage-inodes-exhausted',
  story: 'The queue has a partition of its own, full of small files: no inode is left, though there is room.',
  expects: [{ condition: 'storage-inodes-exhausted', subject: '/var/spool/postfix' }],
  async change(lab) {
    await onOwnFileSystem(lab, '/var/spool/postfix', 'size=256m,nr_inodes=600,mode=0755')
    await lab.a.shell(
      'mkdir /var/spool/postfix/old-sessions; for i in $(seq 1000); do : > /var/spool/postfix/old-sessions/$i || break; done 2>/dev/null',
    )
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /No space left on device/ },
    { where: 'a$ df -i /var/spool/postfix', matches: /100%/ },
  ],
}

export default fault
