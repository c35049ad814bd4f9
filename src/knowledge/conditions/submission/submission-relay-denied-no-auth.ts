import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type Refusal, refusals } from '../../../collect/logs/refusals.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import type { MailLog, RejectedAttempt } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { firstFew } from '../../mail-share.ts'

/**
 * A mail program sends as one of our users to the outside without logging in, and is refused rightly.
 * Its account lacks "my outgoing server requires authentication", or uses port 25. Strangers who probe
 * for an open relay look alike: they name senders that nobody here logs in as.
 */
export const submissionRelayDeniedNoAuth = condition({
  id: 'submission-relay-denied-no-auth',
  topic: 'client',
  severity: 'medium',
  needs: { log: mailLog, refused: refusals },
  optional: { own: ownDomains },
  detect: ({ log, refused, own }) => {
    if (log.status === 'absent' || refused.status === 'absent')
      return notApplicable('this host has no mail log')
    const domains = own.status === 'known' ? own.value : localDomains(log.value)
    const denied = refused.value.filter(({ restriction }) => restriction === 'relay')
    const attempts = denied
      .flatMap((refusal) => refusal.attempts)
      .filter((one) => isOwnToForeign(one, domains))
    const byClient = Map.groupBy(attempts, ({ client }) => client)
    const found = [...byClient]
      .slice(0, 20)
      .map(([client, tries]) => verdict(client, tries, log.value, denied))
    return found.length === 0 ? fine() : found
  },
  explains: [
    { condition: 'inbound-refused', when: (_cause, effect) => effect.marks.includes('reason:relay-denied') },
    {
      condition: 'submissions-refused',
      when: (_cause, effect) => effect.marks.includes('reason:relay-denied'),
    },
  ],
  texts: {
    en: {
      title: 'A mail program sends without logging in: {subject}',
      because:
        'The client {subject} tried {count} times to send as {senders} to {recipients} without logging in. The server ' +
        'rightly answered "Relay access denied": the account there must log in, on port 587 or 465.',
      allClear: 'clients that send for own users log in',
    },
    zh: {
      title: '邮件客户端未登录就发信：{subject}',
      because:
        '客户端 {subject} 未登录，{count} 次试图以 {senders} 的身份发信给 {recipients}。服务器正确地答复“Relay access denied”：该账户必须通过 587 或 465 端口登录后发信。',
      allClear: '为自己用户发信的客户端均已登录',
    },
  },
  fix: [
    {
      who: 'user',
      do: {
        en: 'In the mail program, set the outgoing server to port 465 (TLS) or 587 (STARTTLS) with user name and password',
        zh: '在邮件客户端中，将发件服务器设为 465（TLS）或 587（STARTTLS）端口，并填写用户名和密码',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Do not add the client to mynetworks: that opens the relay to whoever has its address',
        zh: '不要把该客户端加入 mynetworks：那会让使用该地址的任何人都能中继',
      },
      risk: 'none',
    },
  ],
  verify: ["grep 'sasl_username=' /var/log/mail.log | tail -3"],
  references: ['https://www.postfix.org/SMTPD_ACCESS_README.html', 'https://www.rfc-editor.org/rfc/rfc6409'],
})

/** Where the configuration is not known: domains that mail was delivered for on this host. */
function localDomains(log: MailLog): readonly string[] {
  return log.accepted.domains.filter(({ local }) => local).map(({ name }) => name)
}

function isOwnToForeign({ sender, recipient, user }: RejectedAttempt, own: readonly string[]): boolean {
  return user === '' && own.includes(domainOf(sender)) && !own.includes(domainOf(recipient))
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

function verdict(
  client: string,
  tries: readonly RejectedAttempt[],
  log: MailLog,
  denied: readonly Refusal[],
) {
  const senders = [...new Set(tries.map(({ sender }) => sender))]
  const lines = denied.flatMap(({ evidence }) => evidence)
  return problem({
    subject: client,
    severity: isUser(client, senders, log) ? 'medium' : 'info',
    confidence: isUser(client, senders, log) ? 'likely' : 'possible',
    evidence: lines.filter(({ text }) => text.includes(`[${client}]`)).slice(0, 3),
    values: {
      count: tries.length,
      senders: firstFew(senders),
      recipients: firstFew([...new Set(tries.map(({ recipient }) => recipient))]),
    },
    marks: [`address:${client}`, 'reason:relay-denied', ...senders.map((sender) => `user:${sender}`)],
    since: Math.min(...tries.map(({ at }) => at)),
    impact: {
      messages: tries.map(({ sender, recipient }) => `refused ${client} ${sender} ${recipient}`),
      users: senders,
    },
  })
}

/** The sender logs in otherwise, or his client does: a user, not a probe. */
function isUser(client: string, senders: readonly string[], log: MailLog): boolean {
  const names = new Set(log.logins.byUser.map(({ user }) => user))
  const withoutDomain = (sender: string) => sender.slice(0, sender.lastIndexOf('@'))
  return (
    senders.some((sender) => names.has(sender) || names.has(withoutDomain(sender))) ||
    log.logins.failuresByClient.some((group) => group.client === client && group.succeededAt !== undefined)
  )
}
