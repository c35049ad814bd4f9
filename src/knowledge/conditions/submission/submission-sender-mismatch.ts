import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { now } from '../../../collect/system/now.ts'
import type { RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import type { Severity } from '../../verdict.ts'

/** A user tries to send with an address that smtpd_sender_login_maps does not give him. */
export const submissionSenderMismatch = condition({
  id: 'submission-sender-mismatch',
  topic: 'client',
  severity: 'medium',
  needs: { log: mailLog, now },
  optional: { configuration: postfixConfiguration },
  detect: ({ log, now, configuration }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const refused = log.value.rejects.filter(
      (group) => isMismatch(group) && !isOver(log.value, now.value, group.lastAt),
    )
    if (refused.length === 0) return fine()
    return [...Map.groupBy(refused, userOf)].slice(0, 20).map(([user, groups]) => {
      const count = groups.reduce((sum, group) => sum + group.count, 0)
      return problem({
        subject: user,
        confidence: 'certain',
        severity: severityOf(user, groups, count),
        evidence: [
          ...groups.slice(0, 3).map(({ lastExample }) => lastExample),
          ...(configuration.status === 'known'
            ? configuration.value.evidence('smtpd_sender_login_maps')
            : []),
        ],
        values: {
          count,
          senders: [...new Set(groups.flatMap(({ senders }) => senders))].slice(0, 5).join(', '),
        },
        marks: [`user:${user}`, 'reason:sender-not-allowed'],
        since: Math.min(...groups.map(({ firstAt }) => firstAt)),
        impact: { messages: [], users: [user] },
      })
    })
  },
  explains: [
    {
      condition: 'submissions-refused',
      when: (cause, effect) =>
        effect.marks.includes(`user:${cause.subject}`) && effect.marks.includes('reason:sender-not-allowed'),
    },
  ],
  texts: {
    en: {
      title: '{subject} may not send as {senders}',
      because:
        'The user {subject} logs in and sends with the sender {senders}, which smtpd_sender_login_maps does not give that ' +
        'user: refused {count} times. Either the mail program has a wrong sender, or an alias is missing in the table.',
      allClear: 'users send with addresses of their own',
    },
    zh: {
      title: '{subject} 不得以 {senders} 的名义发信',
      because:
        '用户 {subject} 登录后以 {senders} 为发件人发信，而 smtpd_sender_login_maps 未将该地址授予此用户：已拒绝 {count} 次。要么客户端的发件人设置有误，要么表中缺少别名。',
      allClear: '用户均使用自己的地址发信',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct the sender in the mail program, or give the address to the user in the table, and rebuild it',
        zh: '更正客户端的发件人，或在表中将该地址授予该用户并重新生成',
      },
      command: 'postconf smtpd_sender_login_maps smtpd_sender_restrictions',
      risk: 'none',
    },
  ],
  verify: ['journalctl -g "not owned by user" --since -10min'],
  references: ['https://www.postfix.org/postconf.5.html#smtpd_sender_login_maps'],
})

/** Reject lines have no log-in name of their own; the reply names it. */
function userOf({ users, text }: RejectGroup): string {
  return users[0] ?? /not owned by user ([^\s;]{1,320})/.exec(text)?.[1] ?? '?'
}

/**
 * A user who may not send as the very address that he logs in with: the table is wrong, not his program.
 * Else one program is set up wrongly, and the server did right.
 */
function severityOf(user: string, groups: readonly RejectGroup[], count: number): Severity {
  const isOwnAddress = groups.some(({ senders }) => senders.some((one) => isSame(one, user)))
  if (isOwnAddress) return 'high'
  return count >= 10 ? 'medium' : 'low'
}

function isSame(sender: string, user: string): boolean {
  return user.includes('@') && sender.toLowerCase() === user.toLowerCase()
}

function isMismatch({ text }: RejectGroup): boolean {
  return text.includes('not owned by user')
}
