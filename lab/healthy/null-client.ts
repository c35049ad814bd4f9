import { hostedElsewhere } from '../changes/domain.ts'
import { relayThroughC } from '../changes/smarthost.ts'
import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'null-client',
  story:
    'A web server that only sends: everything goes to a smarthost, no mailboxes, no filter; the domain is hosted elsewhere.',
  async change(lab) {
    await hostedElsewhere(lab)
    await relayThroughC(lab)
    await lab.a.must(`
      systemctl disable --now dovecot rspamd redis-server 2>/dev/null
      sed -i '/^submission/,$d' /etc/postfix/master.cf
      postconf -e inet_interfaces=loopback-only mydestination= virtual_mailbox_domains= virtual_mailbox_maps= virtual_alias_maps= \\
        smtpd_milters= non_smtpd_milters= local_transport=error:no_mailboxes_here
      postconf -X smtpd_sasl_type smtpd_sasl_path virtual_transport smtpd_tls_cert_file smtpd_tls_key_file smtpd_tls_security_level
      sed -i '/25, 465/d; /110, 143/d' /etc/nftables.conf
      systemctl reload nftables; systemctl restart postfix
      printf 'From: cron@example-a.test\\nSubject: backup done\\n\\nAll well.\\n' | sendmail -f alice@example-a.test bob@example-b.test
      sleep 2`)
  },
  onlyOwnTraffic: true,
  signs: [
    { where: 'a:/var/log/mail.log', matches: /relay=mail\.example-c\.test.*:587.*status=sent/ },
    { where: 'b$ cat /home/bob/Maildir/new/*', matches: /backup done/ },
  ],
}

export default variant
