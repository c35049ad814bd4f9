import { DovecotEvents, dovecotLevels } from './dovecot-events.ts'
import { isWrongPassword, loginAttempts, loginClient, loginUser } from './dovecot-login.ts'
import { isDovecotRoutine } from './dovecot-routine.ts'
import { Forms } from './forms.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import type { FailedLogins } from './logins.ts'
import type { MessageGroups } from './message-groups.ts'

const services = new Forms(
  'Info Warn Warning Error Debug IMAP POP3 MANAGESIEVE dovecot-auth imap-login pop3-login managesieve-login submission-login submission managesieve imap pop3 lmtp lda deliver auth auth-worker master log anvil stats config director indexer indexer-worker dict dict-async doveadm replicator ssl-params script-login imap-hibernate ssl-build-param imap-urlauth quota-status aggregator ipc old-stats health-check imap-urlauth-worker login-proxy dovecot service ssl'
    .split(' ')
    .flatMap((name) => [`${name}:`, `${name}(`, `${name} `, `${name}[`, `${name}<`]),
)

/** What follows the name of the service, session and level (log-formats §5). */
const forms = new Forms(
  'Login:|Logged in:|Logged out|Disconnected|Aborted login|Login aborted:|Login failed|Connect from|Disconnect from|Connection closed|Connection |msgid=|sieve:|Error:|Warning:|Fatal:|Panic:|Info:|Debug:|Temporary|Logged|userdb|passdb|Dovecot v|Maximum number of connections|Internal|save failed|saved mail|stored mail|forwarded|discarded|sent |copy from|save:|delete:|expunge:|flag_change:|mailbox_create:|mailbox_delete:|mailbox_rename:|undelete:|append:|box=|uid=|passwd|pam|ldap|sql|mysql|pgsql|static|shadow|checkpassword|lua|oauth2|cache|client|new auth|auth |Auth|Killed with|SIGHUP|Server shutting|Shutting down|Generating|Server |Client |Inactivity|Too many|TLS|SSL|starting up|script|service|Timeout|Time |Authenticat|proxy|started proxying|Disconnecting|In-reply|Quota|quota|user=|user |unknown|Password|Invalid|Indexed|File |Growing|Corrupted|Log |Plugin|plugin|Module|Loading|Mailbox|Namespace|lookup|Unknown|dict|conn |lmtp|imap|pop3|rip=|Giving|Time moved|Raw backtrace|replic|SSL_|method=|Plaintext|plaintext|Initial status|Sending|Closing|RCPT|in=|bytes=|Effective|Connected|Successful'.split(
    '|',
  ),
)

/** Reads Dovecot's lines: failed log-ins, trouble, and whether the form is known. */
export class DovecotReader {
  readonly #logins: FailedLogins
  readonly #messages: MessageGroups
  readonly #events: DovecotEvents | undefined

  constructor(logins: FailedLogins, messages: MessageGroups, listener: LogListener | undefined) {
    this.#logins = logins
    this.#messages = messages
    this.#events = listener === undefined ? undefined : new DovecotEvents(listener)
  }

  read(line: Line): boolean {
    if (isDovecotRoutine(line.bytes, line.body, line.end)) {
      this.#events?.read(line, line.text())
      return true
    }
    const text = line.text()
    this.#events?.read(line, text)
    const after = afterPrefix(text)
    // Before 2.1 without a service in front.
    const level = dovecotLevels.find(([word]) => text.startsWith(word, after) || text.startsWith(word))
    if (level !== undefined) {
      this.#messages.add(line, level[1], text)
      return true
    }
    const said = text.charCodeAt(after)
    // Disconnected, Aborted login, Login aborted, Maximum …: only such an end can be a failed password.
    if (said === 68 || said === 65 || said === 76) {
      if (isWrongPassword(text, after))
        this.#logins.add(loginClient(text), loginUser(text), loginAttempts(text), line.number)
    }
    if (services.fit(text, after)) return true
    if (forms.fit(text, after)) return services.fit(text) || after === 0
    return services.fit(text) && (text.startsWith('auth') || text.includes(' auth')) && text.includes(')')
  }
}

/** Behind `imap-login: `, `lmtp(u)<pid><session>: `, and a level of Dovecot's own file. */
function afterPrefix(text: string): number {
  let at = 0
  for (let part = 0; part < 3; part++) {
    if (text.startsWith('Info: ', at) || text.startsWith('Debug: ', at)) return text.indexOf(' ', at) + 1
    if (part > 0 && forms.fit(text, at)) return at
    const colon = text.indexOf(': ', at)
    if (colon < 0) return at
    at = colon + 2
  }
  return at
}
