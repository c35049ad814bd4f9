/** Configurations as Debian 12 (2.3) and 13 (2.4) have them, with an administrator's local.conf. */
const listeners = `
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = 1993
    ssl = yes
  }
}
service auth {
  unix_listener auth-userdb {
  }
  unix_listener /var/spool/postfix/private/auth {
    group = postfix
    mode = 0660
    user = postfix
  }
}
service lmtp {
  unix_listener /var/spool/postfix/private/dovecot-lmtp {
    mode = 0600
    user = postfix
  }
}
`
const common23 = `
mail_location = maildir:/var/vmail/%d/%n
passdb {
  driver = pam
}
passdb {
  args = scheme=CRYPT username_format=%u /etc/dovecot/users
  driver = passwd-file
}
plugin {
  quota = count:User quota
  quota_rule = *:storage=1G
}
userdb {
  args = uid=vmail gid=vmail home=/var/vmail/%d/%n
  driver = static
}
`
const common24 = `
mail_driver = maildir
mail_path = /var/vmail/%{user | domain}/%{user | username}
passdb pam {
}
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
quota "User quota" {
  storage_size = 1G
}
userdb static {
  fields {
    gid = vmail
    home = /var/vmail/%{user | domain}/%{user | username}
    uid = vmail
  }
}
`

export const files23: Readonly<Record<string, string>> = {
  '/etc/dovecot/dovecot.conf':
    '## Dovecot\n!include_try protocols.d/*.protocol\ndict {\n}\n!include_try local.conf\n',
  '/etc/dovecot/local.conf': `# ours\nprotocols = imap lmtp  # no POP\nssl_key = </etc/ssl/private/key.pem${common23}${listeners}`,
}
export const files24: Readonly<Record<string, string>> = {
  '/etc/dovecot/dovecot.conf':
    'dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n!include conf.d/*.conf\n!include_try local.conf\n',
  '/etc/dovecot/conf.d/10-protocols.conf': 'protocols {\n  imap = yes\n  lmtp = yes\n  pop3 = no\n}\n',
  '/etc/dovecot/local.conf': `ssl_server_cert_file = /etc/ssl/cert.pem\n${common24}${listeners}`,
}
export const output23 = `# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf
# OS: Linux 6.1.0 x86_64 Debian 12.11
# Hostname: mail.example.org
protocols = imap lmtp
ssl_key = # hidden, use -P to show it${common23}${listeners}`
export const output24 = `# 2.4.1-4 (7d8c0e5759): /etc/dovecot/dovecot.conf
# 4 default setting changes since version 2.4.0
dovecot_config_version = 2.4.0
protocols {
  imap = yes
  lmtp = yes
}${common24}${listeners}ssl_server {
  cert_file = /etc/ssl/cert.pem
}
`
