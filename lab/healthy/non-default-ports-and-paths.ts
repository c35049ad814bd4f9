import type { HealthyVariant } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const variant: HealthyVariant = {
  id: 'non-default-ports-and-paths',
  story: 'Queue, mailboxes and certificate in unusual places, submission also on port 2587.',
  async change(lab) {
    await lab.a.must(`
      systemctl stop postfix dovecot
      cp -a /var/spool/postfix /srv/queue
      mv /var/vmail /srv/mailboxes
      mkdir -p /etc/pki/mail && mv /etc/ssl/mail/fullchain.pem /etc/pki/mail/chain.crt && mv /etc/ssl/mail/privkey.pem /etc/pki/mail/server.key
      sed -i 's|/var/spool/postfix/|/srv/queue/|; s|/var/vmail/|/srv/mailboxes/|; s|/etc/ssl/mail/fullchain.pem|/etc/pki/mail/chain.crt|; s|/etc/ssl/mail/privkey.pem|/etc/pki/mail/server.key|' /etc/dovecot/local.conf
      sed -i 's|/var/vmail/|/srv/mailboxes/|' /etc/dovecot/users
      usermod -d /srv/mailboxes vmail
      postconf -e queue_directory=/srv/queue smtpd_tls_cert_file=/etc/pki/mail/chain.crt smtpd_tls_key_file=/etc/pki/mail/server.key
      sed -n '/^submission inet/,/^submissions/p' /etc/postfix/master.cf | grep -v ^submissions | sed 's/^submission inet/2587 inet/' > /tmp/extra
      cat /tmp/extra >> /etc/postfix/master.cf; rm /tmp/extra
      sed -i 's/25, 465, 587 }/25, 465, 587, 2587 }/' /etc/nftables.conf
      systemctl reload nftables; systemctl start dovecot postfix`)
  },
  traffic: () => [message('alice uses port 2587', 'bob@example-b.test', { port: 2587 })],
  signs: [
    { where: 'a$ ss -Hltn sport = :2587', matches: /2587/ },
    { where: 'transcript', matches: /### alice uses port 2587: ok/ },
    { where: 'a$ postconf -h queue_directory', matches: /\/srv\/queue/ },
  ],
}

export default variant
