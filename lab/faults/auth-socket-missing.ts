import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'auth-socket-missing',
  story: "The socket for Postfix's logins fell out of Dovecot's settings when the file was tidied up.",
  expects: [{ condition: 'auth-socket-missing', subject: 'private/auth' }],
  async change(lab) {
    await lab.a.must(`
      sed -i '/postfix\\/private\\/auth {/,/}/d' /etc/dovecot/local.conf
      systemctl stop dovecot; rm -f /var/spool/postfix/private/auth; systemctl start dovecot`)
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /SASL: Connect to Dovecot auth socket 'private\/auth' failed: No such file or directory/,
    },
  ],
}

export default fault
