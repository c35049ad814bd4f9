import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'auth-socket-permission',
  story: "The socket for Postfix's logins was given to root when its settings were copied from a guide.",
  expects: [{ condition: 'auth-socket-permission', subject: 'private/auth' }],
  async change(lab) {
    await lab.a.must(`
      sed -i '/postfix\\/private\\/auth/,/}/{s/mode = 0660/mode = 0600/;s/user = postfix/user = root/;s/group = postfix/group = root/}' /etc/dovecot/local.conf
      systemctl restart dovecot`)
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /SASL: Connect to Dovecot auth socket 'private\/auth' failed: Permission denied/,
    },
  ],
}

export default fault
