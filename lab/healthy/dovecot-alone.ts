import { hostedElsewhere } from '../changes/domain.ts'
import type { HealthyVariant } from '../fault.ts'
import { fetching } from '../traffic/traffic.ts'

const variant: HealthyVariant = {
  id: 'dovecot-alone',
  story: 'An IMAP server only; mail is sent and received by another host.',
  async change(lab) {
    await hostedElsewhere(lab)
    await lab.a.must(`
      systemctl stop postfix rspamd redis-server
      dpkg --purge --force-depends postfix postfix-pcre rspamd redis-server redis-tools >/dev/null 2>&1
      rm -rf /var/spool/postfix /etc/postfix /var/log/rspamd /etc/rspamd
      sed -i '/unix_listener .var.spool.postfix/,/}/d' /etc/dovecot/local.conf
      sed -i '/25, 465/d' /etc/nftables.conf
      : > /var/log/mail.log
      systemctl reload nftables; systemctl restart dovecot`)
  },
  traffic: () => [fetching()],
  onlyOwnTraffic: true,
  signs: [
    { where: 'a:/var/log/mail.log', matches: /imap-login: (Login|Logged in): user=<alice/ },
    { where: 'a$ command -v postfix || echo none', matches: /none/ },
  ],
}

export default variant
