import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-disk-full-spool',
  server: 'exim',
  story: 'The spool has a partition of its own, and something has filled it to the last byte.',
  expects: [{ condition: 'storage-disk-full', subject: '/var/spool/exim4' }],
  async change(lab) {
    await lab.a.must(`
      systemctl stop exim4
      cp -a /var/spool/exim4 /var/lib/kept && mount -t tmpfs -o size=24m,mode=0750 spool /var/spool/exim4
      chown Debian-exim:Debian-exim /var/spool/exim4 && cp -a /var/lib/kept/. /var/spool/exim4/
      systemctl start exim4
      dd if=/dev/zero of=/var/spool/exim4/core.1834 bs=1M 2>/dev/null || true`)
  },
  symptoms: [
    {
      where: 'a:/var/log/exim4/mainlog',
      matches: /No space left on device|not enough free space|Space shortage|spool.*space/i,
    },
  ],
}

export default fault
