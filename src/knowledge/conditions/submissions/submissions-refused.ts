import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type Refusal, refusals } from '../../../collect/logs/refusals.ts'
import { condition, fine, notApplicable } from '../../condition.ts'
import { isOurFault, refusalVerdict } from '../../refusal-symptom.ts'

/**
 * Own users cannot hand in mail: the submission service refuses it. Strangers who try the port without
 * logging in are refused rightly, and none of this.
 */
export const submissionsRefused = condition({
  id: 'submissions-refused',
  topic: 'client',
  severity: 'high',
  symptom: true,
  needs: { log: mailLog, refused: refusals },
  detect: ({ log, refused }) => {
    if (log.status === 'absent' || refused.status === 'absent')
      return notApplicable('this host has no mail log')
    const { submitted, lastSubmittedAt } = log.value.traffic
    const found = refused.value
      .filter((refusal) => refusal.from === 'users' && hitsUsers(refusal))
      .map((refusal) =>
        refusalVerdict(refusal, log.value, {
          subject: subjectOf(refusal),
          accepted: submitted,
          lastAcceptedAt: lastSubmittedAt,
        }),
      )
    return found.length === 0 ? fine() : found
  },
  texts: {
    en: {
      title: 'Users cannot send: {subject}',
      because: 'The server refused {count} attempts of its own users to send mail, with: {reply}',
      allClear: 'mail of own users is taken',
    },
    zh: {
      title: '用户无法发信：{subject}',
      because: '服务器拒绝了自己用户的 {count} 次发信，回复为：{reply}',
      allClear: '自己用户的邮件被正常接收',
    },
  },
  fix: [
    {
      do: { en: 'Read the warnings that stand just before the refusals', zh: '查看拒绝记录之前的警告' },
      command:
        "grep -E 'postfix/(submission|submissions|smtps)/smtpd.*(warning|reject)' /var/log/mail.log | tail -30",
      risk: 'none',
    },
  ],
  verify: ["grep 'sasl_username=' /var/log/mail.log | tail -3"],
  references: [
    'https://www.postfix.org/SASL_README.html',
    'https://www.postfix.org/SMTPD_ACCESS_README.html',
  ],
})

/** For our own reasons, or by any rule once the user had logged in. */
function hitsUsers(refusal: Refusal): boolean {
  if (isOurFault(refusal)) return true
  return refusal.authenticated > 0 && refusal.restriction !== 'recipient' && refusal.restriction !== 'content'
}

function subjectOf({ services, code, dsn, text }: Refusal): string {
  const service = services[0]?.split('/')[0] ?? 'submission'
  const words = text.replace(/^<[^>]{0,320}>: /, '').split(/[;:(]/, 1)[0]
  return [`${service}:`, code > 0 ? String(code) : '', dsn, (words ?? '').trim().slice(0, 60)]
    .filter((part) => part !== '')
    .join(' ')
}
