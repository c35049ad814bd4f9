import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-auth-socket-permission',
  server: 'exim',
  story: 'After a restore the log-in socket of Dovecot is open to root alone.',
  expects: [{ condition: 'auth-socket-permission', subject: '/run/dovecot/auth-client' }],
  async change(lab) {
    await lab.a.must(
      `sed -i '/unix_listener auth-client/,/}/{s/mode = 0660/mode = 0600/}' /etc/dovecot/local.conf; systemctl restart dovecot`,
    )
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /Permission denied/ }],
}

export default fault
