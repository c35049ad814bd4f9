import type { Layers } from '../hosts/layers.ts'
import { mailHosts, RESOLVER } from '../world/addresses.ts'
import type { Authority, Certificate } from '../world/certificates.ts'
import { relayLogin } from './accounts.ts'
import { inRoot, writeFiles } from './files.ts'
import { trustAuthority } from './trust.ts'

/** The receivers: b and c are friendly, d is strict. */
export type ReceiverId = 'b' | 'c' | 'd'

/** Marks a message that d's virus scanner refuses. */
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

const STRICT_MAIN = `
smtpd_client_restrictions = reject_unknown_client_hostname
smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname, reject_unknown_helo_hostname
smtpd_sender_restrictions = reject_unknown_sender_domain
unknown_client_reject_code = 550
unknown_hostname_reject_code = 550
smtpd_recipient_restrictions = reject_unauth_destination,
    reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],
    check_policy_service unix:private/policyd-spf
smtpd_milters = inet:127.0.0.1:8891, inet:127.0.0.1:8893
milter_default_action = tempfail
milter_protocol = 6
body_checks = pcre:/etc/postfix/body_checks
policyd-spf_time_limit = 60
`

const STRICT_FINISH = `
postconf -M 'policyd-spf/unix=policyd-spf unix - n n - 0 spawn user=policyd-spf argv=/usr/bin/policyd-spf'
`

const STRICT_START = `
mkdir -p /run/opendkim /run/opendmarc
opendkim -x /etc/opendkim.conf -p inet:8891@127.0.0.1 -b v -u opendkim -P /run/opendkim/pid
opendmarc -p inet:8893@127.0.0.1 -c /etc/opendmarc.conf -u opendmarc -P /run/opendmarc/pid
`

/** Greylisting is off until a fault or a variant names port 10023 in d's restrictions. */
const GREYLISTING = `
postgrey --inet=127.0.0.1:10023 --delay=60 --daemonize
`

/** Configures a receiver's base: an ordinary Postfix that keeps mail for bob in a maildir. */
export async function setUpReceiver(
  id: ReceiverId,
  layers: Layers,
  certificate: Certificate,
  authority: Authority,
): Promise<void> {
  const { domain, name } = mailHosts[id]
  await layers.mountBase()
  try {
    writeFiles(layers.root, {
      '/etc/hostname': `${name}\n`,
      '/etc/hosts': `127.0.0.1 localhost\n`,
      '/etc/resolv.conf': `nameserver ${RESOLVER}\noptions edns0 trust-ad\n`,
      '/etc/mailname': `${domain}\n`,
      '/etc/aliases': 'postmaster: bob\nabuse: bob\n',
      '/etc/postfix/main.cf': mainFile(id),
      '/etc/postfix/sasl/smtpd.conf':
        'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\n',
      '/etc/postfix/body_checks':
        '/EICAR-STANDARD-ANTIVIRUS-TEST-FILE/ REJECT 5.7.1 Message content rejected, virus found: Eicar-Test-Signature\n',
      '/etc/opendmarc.conf': `AuthservID ${name}\nTrustedAuthservIDs ${name}\nRejectFailures true\nSPFSelfValidate true\nSyslog false\nPublicSuffixList /dev/null\n`,
      '/etc/postfix-policyd-spf-python/policyd-spf.conf':
        'debugLevel = 1\nHELO_reject = Fail\nMail_From_reject = Fail\nPermError_reject = True\nTempError_Defer = False\n',
      '/etc/opendkim.conf': `Syslog no\nAuthservID ${name}\nResolverConfiguration /etc/opendkim-resolver.conf\n`,
      '/etc/opendkim-resolver.conf': `server:\n  cache-max-ttl: 0\n  cache-max-negative-ttl: 0\n  local-zone: "test." nodefault\nforward-zone:\n  name: "."\n  forward-addr: ${RESOLVER}\n`,
      '/etc/ssl/private/mail.key': { text: certificate.keyPem, mode: 0o600 },
      '/etc/ssl/private/mail.crt': certificate.chainPem,
      '/lab-start': `${id === 'd' ? STRICT_START + GREYLISTING : ''}postfix start\n`,
    })
    await trustAuthority(layers.root, authority)
    await inRoot(layers.root, FINISH + (id === 'd' ? STRICT_FINISH : ''))
  } finally {
    await layers.unmount()
  }
}

const FINISH = `
id bob >/dev/null 2>&1 || useradd -m bob
postconf -F '*/*/chroot=n'
postconf -M 'submission/inet=submission inet n - n - - smtpd'
postconf -P submission/inet/syslog_name=postfix/submission submission/inet/smtpd_sasl_auth_enable=yes \\
  submission/inet/smtpd_tls_security_level=encrypt submission/inet/smtpd_client_restrictions=permit_sasl_authenticated,reject \\
  submission/inet/smtpd_relay_restrictions=permit_sasl_authenticated,reject submission/inet/smtpd_recipient_restrictions= \\
  submission/inet/smtpd_helo_restrictions= submission/inet/smtpd_sender_restrictions= submission/inet/smtpd_milters=
newaliases
printf '%s' '${relayLogin.password}' | saslpasswd2 -p -c -u ${relayLogin.user.split('@')[1]} ${relayLogin.user.split('@')[0]}
chown postfix /etc/sasldb2
`

function mainFile(id: ReceiverId): string {
  const { domain, name } = mailHosts[id]
  return `compatibility_level = 3.6
myhostname = ${name}
mydomain = ${domain}
myorigin = ${domain}
mydestination = ${domain}, ${name}, localhost
mynetworks = 127.0.0.0/8 [::1]/128
inet_interfaces = all
alias_maps = hash:/etc/aliases
alias_database = hash:/etc/aliases
home_mailbox = Maildir/
maillog_file = /var/log/mail.log
smtpd_tls_cert_file = /etc/ssl/private/mail.crt
smtpd_tls_key_file = /etc/ssl/private/mail.key
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
cyrus_sasl_config_path = /etc/postfix/sasl
smtpd_tls_auth_only = yes
smtp_connect_timeout = 3s
smtp_tls_security_level = dane
smtp_dns_support_level = dnssec
smtp_tls_loglevel = 1
smtpd_peername_lookup = ${id === 'd' ? 'yes' : 'no'}
minimal_backoff_time = 60s
queue_run_delay = 60s
${id === 'd' ? STRICT_MAIN : 'smtpd_recipient_restrictions = reject_unauth_destination\n'}`
}
