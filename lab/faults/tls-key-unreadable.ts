import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-key-unreadable',
  story: 'The private key was saved with a passphrase.',
  expects: [{ condition: 'tls-key-unreadable', subject: '/etc/ssl/mail/privkey.pem' }],
  async change(lab) {
    await lab.a.must(
      `cd /etc/ssl/mail; openssl pkey -in privkey.pem -aes128 -passout pass:secret -out locked.pem; mv locked.pem privkey.pem; systemctl restart postfix dovecot`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /cannot get RSA private key|cannot get private key|disabling TLS support/,
    },
  ],
}

export default fault
