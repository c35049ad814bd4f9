import { accounts } from './accounts.ts'
import type { ConfigFiles } from './files.ts'
import { TLS_CHAIN, TLS_KEY } from './postfix.ts'

/** What Debian's package asks, as `dpkg-reconfigure exim4-config` writes it. */
const DEBIAN = `dc_eximconfig_configtype='internet'
dc_other_hostnames='example-a.test'
dc_local_interfaces=''
dc_readhost=''
dc_relay_domains=''
dc_minimaldns='false'
dc_relay_nets=''
dc_smarthost=''
CFILEMODE='644'
dc_use_split_config='true'
dc_hide_mailname=''
dc_mailname_in_oh='true'
dc_localdelivery='maildir_home'
`

const MACROS = `MAIN_HARDCODE_PRIMARY_HOSTNAME = mail.example-a.test
MAIN_TLS_ENABLE = yes
MAIN_TLS_CERTIFICATE = /etc/exim4/exim.crt
MAIN_TLS_PRIVATEKEY = /etc/exim4/exim.key
MAIN_LOG_SELECTOR = +smtp_protocol_error +smtp_syntax_error +tls_certificate_verified +tls_peerdn +deliver_time
daemon_smtp_ports = 25 : 465 : 587
tls_on_connect_ports = 465
DKIM_DOMAIN = example-a.test
DKIM_SELECTOR = s1
DKIM_PRIVATE_KEY = /etc/exim4/dkim.key
CHECK_RCPT_IP_DNSBLS = zen.spamhaus.org
`

const AUTHENTICATORS = `dovecot_plain:
  driver = dovecot
  public_name = PLAIN
  server_socket = /run/dovecot/auth-client
  server_set_id = $auth1
  server_advertise_condition = \${if def:tls_in_cipher}

dovecot_login:
  driver = dovecot
  public_name = LOGIN
  server_socket = /run/dovecot/auth-client
  server_set_id = $auth1
  server_advertise_condition = \${if def:tls_in_cipher}
`

const MAILBOX_ROUTER = `mailboxes:
  debug_print = "R: mailboxes for $local_part@$domain"
  driver = accept
  domains = example-a.test
  local_parts = lsearch;/etc/exim4/mailboxes
  local_part_suffix = +*
  local_part_suffix_optional
  transport = dovecot_lmtp
`

const ALIAS_ROUTER = `domain_aliases:
  debug_print = "R: domain_aliases for $local_part@$domain"
  driver = redirect
  domains = example-a.test
  data = \${lookup{$local_part}lsearch{/etc/exim4/domain-aliases}}
`

const LMTP_TRANSPORT = `dovecot_lmtp:
  driver = smtp
  protocol = lmtp
  hosts = 127.0.0.1
  allow_localhost
  port = 24
  rcpt_include_affixes
`

/** Exim as Debian configures it, split files, with Dovecot for mailboxes and log-ins. */
export function eximFiles(): ConfigFiles {
  return {
    '/etc/mailname': 'example-a.test\n',
    '/etc/exim4/update-exim4.conf.conf': DEBIAN,
    '/etc/exim4/conf.d/main/000_localmacros': MACROS,
    '/etc/exim4/conf.d/auth/10_dovecot': AUTHENTICATORS,
    '/etc/exim4/conf.d/router/350_mailboxes': MAILBOX_ROUTER,
    '/etc/exim4/conf.d/router/340_domain_aliases': ALIAS_ROUTER,
    '/etc/exim4/conf.d/transport/30_dovecot_lmtp': LMTP_TRANSPORT,
    '/etc/exim4/mailboxes': `${accounts.map(({ address }) => address.split('@')[0]).join('\n')}\n`,
    '/etc/exim4/domain-aliases':
      'postmaster: alice@example-a.test\nabuse: alice@example-a.test\nhostmaster: alice@example-a.test\ninfo: carol@example-a.test\n',
    '/etc/aliases': 'root: alice@example-a.test\nmailer-daemon: postmaster\n',
    '/etc/default/exim4': "QUEUEINTERVAL='10m'\n",
  }
}

/** Copies the certificate to where Exim's user may read it, and has Debian's script make one file of the parts. */
export const EXIM_FINISH = `
install -o root -g Debian-exim -m 0640 ${TLS_KEY} /etc/exim4/exim.key
install -o root -g Debian-exim -m 0644 ${TLS_CHAIN} /etc/exim4/exim.crt
chown root:Debian-exim /etc/exim4/dkim.key && chmod 0640 /etc/exim4/dkim.key
usermod -a -G mail Debian-exim
update-exim4.conf
rm -f /var/log/exim4/*
`

/** Spam and virus filters are installed, and used by those who ask for them (\`filterWithExim\`). */
export const EXIM_FILTERS_OFF = `
systemctl disable spamd.service spamassassin.service clamav-daemon.service clamav-daemon.socket clamav-freshclam.service spamassassin-maintenance.timer >/dev/null 2>&1 || true
`
