import { accounts } from './accounts.ts'
import type { ConfigFiles } from './files.ts'

/** Where the certificate of the examined host lives. */
export const TLS_CHAIN = '/etc/ssl/mail/fullchain.pem'
export const TLS_KEY = '/etc/ssl/mail/privkey.pem'

const MAIN = `# Postfix of mail.example-a.test
compatibility_level = 3.6
myhostname = mail.example-a.test
mydomain = example-a.test
myorigin = $mydomain
mydestination = $myhostname, localhost.$mydomain, localhost
mynetworks = 127.0.0.0/8 [::1]/128
inet_interfaces = all
inet_protocols = all
smtpd_banner = $myhostname ESMTP
biff = no
append_dot_mydomain = no
readme_directory = no
recipient_delimiter = +
mailbox_size_limit = 0
message_size_limit = 26214400
alias_maps = hash:/etc/aliases
alias_database = hash:/etc/aliases

# mailboxes
virtual_mailbox_domains = example-a.test
virtual_mailbox_maps = hash:/etc/postfix/vmailbox
virtual_alias_maps = hash:/etc/postfix/virtual
virtual_transport = lmtp:unix:private/dovecot-lmtp

# TLS
smtpd_tls_cert_file = ${TLS_CHAIN}
smtpd_tls_key_file = ${TLS_KEY}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_protocols = >=TLSv1.2
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_loglevel = 1
smtpd_tls_received_header = yes
smtp_connect_timeout = 5s
smtp_tls_security_level = dane
smtp_dns_support_level = dnssec
smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
smtp_tls_policy_maps = hash:/etc/postfix/tls_policy
smtp_tls_protocols = >=TLSv1.2
smtp_tls_mandatory_protocols = >=TLSv1.2
smtp_tls_loglevel = 1
smtp_tls_session_cache_database = btree:\${data_directory}/smtp_scache
tls_preempt_cipherlist = yes

# who may do what
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sasl_auth_enable = no
smtpd_helo_required = yes
disable_vrfy_command = yes
strict_rfc821_envelopes = yes
smtpd_forbid_bare_newline = normalize
smtpd_client_restrictions = permit_mynetworks
smtpd_helo_restrictions = permit_mynetworks, reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname
smtpd_sender_restrictions = reject_non_fqdn_sender, reject_unknown_sender_domain
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_pipelining, reject_non_fqdn_recipient,
    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11]

# filter and signer
smtpd_milters = inet:127.0.0.1:11332
non_smtpd_milters = inet:127.0.0.1:11332
milter_default_action = accept
milter_protocol = 6
milter_mail_macros = i {mail_addr} {client_addr} {client_name} {auth_authen}
`

/** The two submission services as an admin writes them into master.cf. */
export const SUBMISSION_SERVICES = `submission inet n       -       y       -       -       smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_helo_restrictions=
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
  -o milter_macro_daemon_name=ORIGINATING
submissions inet n       -       y       -       -       smtpd
  -o syslog_name=postfix/submissions
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_helo_restrictions=
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
  -o milter_macro_daemon_name=ORIGINATING
`

/** Postfix's files of the examined host, besides master.cf, which is Debian's with two services more. */
export function postfixFiles(): ConfigFiles {
  const boxes = accounts.map(({ address }) => `${address} ${address.replace(/(.*)@(.*)/, '$2/$1/')}`)
  return {
    '/etc/postfix/main.cf': MAIN,
    '/etc/postfix/vmailbox': `${boxes.join('\n')}\n`,
    '/etc/postfix/virtual': [
      'postmaster@example-a.test alice@example-a.test',
      'abuse@example-a.test alice@example-a.test',
      'hostmaster@example-a.test alice@example-a.test',
      'info@example-a.test carol@example-a.test',
      '',
    ].join('\n'),
    '/etc/postfix/tls_policy': '# domains with a TLS level of their own\n',
    '/etc/aliases': 'postmaster: root\nabuse: root\nroot: alice@example-a.test\n',
    '/etc/mailname': 'example-a.test\n',
  }
}

/** Indexes the tables and appends the submission services to Debian's master.cf. */
export const POSTFIX_FINISH = `
cat >> /etc/postfix/master.cf <<'END'
${SUBMISSION_SERVICES}END
for table in vmailbox virtual tls_policy; do postmap hash:/etc/postfix/$table; done
newaliases
postfix check 2>/dev/null || true # makes the spool's folders, as the first start would
`
