import { must } from '../system/command.ts'
import { accounts } from './accounts.ts'
import type { ConfigFile, ConfigFiles } from './files.ts'
import { TLS_CHAIN, TLS_KEY } from './postfix.ts'

/** Sockets for another mail server than Postfix: log-ins for it, and mail from it (TCP, on the loopback). */
const OTHER_SOCKETS = `
service auth {
  unix_listener auth-client {
    mode = 0660
    user = root
    group = mail
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = 24
  }
}
`

const POSTFIX_SOCKETS = `
service auth {
  unix_listener /var/spool/postfix/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
service lmtp {
  unix_listener /var/spool/postfix/private/dovecot-lmtp {
    mode = 0600
    user = postfix
    group = postfix
  }
}
`

/** Dovecot 2.3's own settings; 2.4 refuses them. */
export const LOCAL_23 = `# mail.example-a.test
listen = *, ::
ssl = required
ssl_cert = <${TLS_CHAIN}
ssl_key = <${TLS_KEY}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login

mail_home = /var/vmail/%d/%n
mail_location = maildir:~/Maildir
mail_uid = vmail
mail_gid = vmail
first_valid_uid = 5000
mail_plugins = $mail_plugins quota
passdb {
  driver = passwd-file
  args = scheme=SHA512-CRYPT username_format=%u /etc/dovecot/users
}
userdb {
  driver = passwd-file
  args = username_format=%u /etc/dovecot/users
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=1G
}
protocol imap {
  mail_plugins = $mail_plugins imap_quota
}
protocol lmtp {
  postmaster_address = postmaster@example-a.test
  mail_plugins = $mail_plugins sieve
}
${POSTFIX_SOCKETS}`

const LOCAL_24 = `# mail.example-a.test
listen = *, ::
ssl = required
ssl_server_cert_file = ${TLS_CHAIN}
ssl_server_key_file = ${TLS_KEY}
ssl_min_protocol = TLSv1.2
auth_allow_cleartext = no
auth_mechanisms = plain login

mail_driver = maildir
mail_home = /var/vmail/%{user | domain}/%{user | username}
mail_path = ~/Maildir
mail_inbox_path = ~/Maildir
mail_uid = vmail
mail_gid = vmail
first_valid_uid = 5000
mail_plugins {
  quota = yes
}
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
  default_password_scheme = SHA512-CRYPT
}
userdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
quota user {
  storage_size = 1G
}
protocol imap {
  mail_plugins {
    imap_quota = yes
  }
}
protocol lmtp {
  auth_username_format = %{user | lower}
  postmaster_address = postmaster@example-a.test
  mail_plugins {
    sieve = yes
  }
}
${POSTFIX_SOCKETS}`

/** Dovecot beside Exim or OpenSMTPD; without Sieve. */
export async function dovecotFilesBesideOthers(debian: 12 | 13): Promise<ConfigFiles> {
  const own = (debian === 12 ? LOCAL_23 : LOCAL_24)
    .replace('mail_plugins = $mail_plugins sieve', 'mail_plugins = $mail_plugins')
    .replace('  mail_plugins {\n    sieve = yes\n  }\n', '')
  const sockets = debian === 12 ? OTHER_SOCKETS : OTHER_SOCKETS.replace('address =', 'listen =')
  return {
    '/etc/dovecot/local.conf': own.replace(POSTFIX_SOCKETS, sockets),
    '/etc/dovecot/users': await userFile(),
  }
}

/** Dovecot's files: 2.3 syntax on Debian 12, 2.4 syntax on Debian 13. */
export async function dovecotFiles(debian: 12 | 13): Promise<ConfigFiles> {
  return {
    '/etc/dovecot/local.conf': debian === 12 ? LOCAL_23 : LOCAL_24,
    '/etc/dovecot/users': await userFile(),
  }
}

/** Virtual users only: the PAM accounts of Debian's default are switched off. */
export const DOVECOT_FINISH = `
sed -i 's/^!include auth-system.conf.ext/#&/' /etc/dovecot/conf.d/10-auth.conf
chown root:dovecot /etc/dovecot/users
for user in ${accounts.map(({ address }) => address.split('@')[0]).join(' ')}; do
  install -d -o vmail -g vmail -m 0700 /var/vmail/example-a.test /var/vmail/example-a.test/$user
done
`

/** As crypt(3) writes it: SHA-512, with a salt of its own. */
export async function passwordHash(password: string): Promise<string> {
  return (await must(['openssl', 'passwd', '-6', '-stdin'], { input: `${password}\n` })).trim()
}

async function userFile(): Promise<ConfigFile> {
  const lines = accounts.map(async ({ address, password }) => {
    const hash = await passwordHash(password)
    return `${address}:{SHA512-CRYPT}${hash}:5000:5000::/var/vmail/example-a.test/${address.split('@')[0]}::`
  })
  return { text: `${(await Promise.all(lines)).join('\n')}\n`, mode: 0o640 }
}
