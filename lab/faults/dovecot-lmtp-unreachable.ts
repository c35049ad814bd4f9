import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dovecot-lmtp-unreachable',
  story: 'The LMTP socket is no longer where Postfix looks for it.',
  expects: [{ condition: 'dovecot-lmtp-unreachable', subject: 'private/dovecot-lmtp' }],
  async change(lab) {
    await lab.a.must(`
      sed -i '/postfix\\/private\\/dovecot-lmtp {/,/}/d' /etc/dovecot/local.conf
      systemctl stop dovecot; rm -f /var/spool/postfix/private/dovecot-lmtp; systemctl start dovecot`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /private\/dovecot-lmtp\].*No such file or directory/ }],
}

export default fault
