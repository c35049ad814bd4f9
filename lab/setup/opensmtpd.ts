import { accounts } from './accounts.ts'
import type { ConfigFiles } from './files.ts'
import { TLS_CHAIN, TLS_KEY } from './postfix.ts'

const SMTPD = `# OpenSMTPD of mail.example-a.test
pki mail.example-a.test cert "${TLS_CHAIN}"
pki mail.example-a.test key "${TLS_KEY}"

table aliases file:/etc/aliases
table domains { example-a.test }
table mailboxes file:/etc/smtpd/mailboxes
table passwords file:/etc/smtpd/passwords

filter sign proc-exec "filter-dkimsign -d example-a.test -s s1 -k /etc/smtpd/dkim.key" user opensmtpd group opensmtpd

listen on 0.0.0.0 port 25 tls pki mail.example-a.test hostname mail.example-a.test
listen on :: port 25 tls pki mail.example-a.test hostname mail.example-a.test
listen on 0.0.0.0 port 587 tls-require pki mail.example-a.test auth <passwords> hostname mail.example-a.test filter sign
listen on 0.0.0.0 port 465 smtps pki mail.example-a.test auth <passwords> hostname mail.example-a.test filter sign
listen on :: port 587 tls-require pki mail.example-a.test auth <passwords> hostname mail.example-a.test filter sign
listen on :: port 465 smtps pki mail.example-a.test auth <passwords> hostname mail.example-a.test filter sign

action "inbox" lmtp "127.0.0.1:24" rcpt-to virtual <mailboxes>
action "relay" relay helo mail.example-a.test

match from any for domain <domains> action "inbox"
match for local action "inbox"
match auth from any for any action "relay"
match for any action "relay"
`

/** OpenSMTPD's files. */
export async function opensmtpdFiles(hash: (password: string) => Promise<string>): Promise<ConfigFiles> {
  const passwords = await Promise.all(
    accounts.map(async ({ address, password }) => `${address} ${await hash(password)}`),
  )
  const boxes = accounts.map(({ address }) => `${address} vmail`)
  const aliases = ['postmaster', 'abuse', 'hostmaster'].map(
    (name) => `${name}@example-a.test alice@example-a.test`,
  )
  return {
    '/etc/mailname': 'example-a.test\n',
    '/etc/smtpd.conf': SMTPD,
    '/etc/smtpd/mailboxes': `${[...boxes, ...aliases, 'info@example-a.test carol@example-a.test'].join('\n')}\n`,
    '/etc/smtpd/passwords': { text: `${passwords.join('\n')}\n`, mode: 0o640 },
    '/etc/aliases': 'postmaster: root\nroot: alice@example-a.test\n',
  }
}

export const OPENSMTPD_FINISH = `
chown root:opensmtpd /etc/smtpd/passwords /etc/smtpd/dkim.key && chmod 0640 /etc/smtpd/dkim.key
chmod 0600 ${TLS_KEY}
`
