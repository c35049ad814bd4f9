import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'auth-password-file-unreadable',
  story: 'The file of accounts was edited and saved by root, readable for root only.',
  expects: [{ condition: 'auth-password-file-unreadable', subject: '/etc/dovecot/users' }],
  async change(lab) {
    await lab.a.must(
      `chown root:root /etc/dovecot/users; chmod 600 /etc/dovecot/users; systemctl restart dovecot`,
    )
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /open\(\/etc\/dovecot\/users\) failed: Permission denied/ },
  ],
}

export default fault
