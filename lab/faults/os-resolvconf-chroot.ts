import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-resolvconf-chroot',
  story: "The resolver was changed, but Postfix's chroot still has the old one, which is gone.",
  expects: [{ condition: 'os-resolvconf-chroot', subject: '/var/spool/postfix/etc/resolv.conf' }],
  async change(lab) {
    await lab.a.must(`echo 'nameserver 192.0.2.99' > /var/spool/postfix/etc/resolv.conf; postfix reload`)
    await lab.a.must('cmp -s /etc/resolv.conf /var/spool/postfix/etc/resolv.conf && exit 1 || exit 0')
  },
  settleSeconds: 8,
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /Name service error for name=.*try again/ }],
}

export default fault
