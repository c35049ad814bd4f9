import { opensmtpdConfiguration } from '../../../collect/opensmtpd/configuration.ts'
import { relayingOf } from '../../../collect/opensmtpd/relaying.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The ports for users are open, and no rule lets them send to other domains: `match auth` is missing, or
 * `listen` lacks `auth`. Users are told "550 Invalid recipient", or that AUTH is not known.
 */
export const opensmtpdUsersCannotRelay = condition({
  id: 'opensmtpd-users-cannot-relay',
  topic: 'client',
  severity: 'high',
  needs: { opensmtpd: opensmtpdConfiguration },
  detect: ({ opensmtpd }) => {
    if (opensmtpd.status === 'absent' || opensmtpd.value.refusal !== undefined)
      return notApplicable('OpenSMTPD is not installed, or refuses its configuration')
    const { path, statements } = opensmtpd.value
    const { submission, offersLogin, allowing } = relayingOf(statements)
    const [first] = submission
    if (first === undefined) return notApplicable('there is no port for users')
    if (allowing.length > 0) return fine(opensmtpd.evidence, path)
    const rules = statements.filter(({ words }) => words[0] === 'match')
    const at = opensmtpd.evidence[0]?.at ?? ''
    return problem({
      subject: path,
      confidence: 'certain',
      evidence: [...submission.slice(0, 2), ...rules.slice(0, 8)].map((one) => ({
        kind: 'file',
        where: `${one.path}:${one.line}`,
        text: one.words.join(' '),
        at,
      })),
      values: {
        why: offersLogin
          ? 'no rule says "match auth from any for any"'
          : 'its "listen" lines lack "auth <table>"',
        whyZh: offersLogin ? '没有“match auth from any for any”规则' : '其“listen”行缺少“auth <表>”',
      },
      marks: ['program:opensmtpd', 'reason:relay-denied', 'port:587', 'port:465'],
    })
  },
  explains: [
    {
      condition: 'submissions-refused',
      when: (_cause, { subject }) => /Invalid recipient|Invalid command/.test(subject),
    },
    { condition: 'service-login-not-offered', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'opensmtpd-no-matching-rule',
      toldApartBy: {
        en: 'mail for own domains is taken; only the way out is closed',
        zh: '本域的来信正常，只是无法外发',
      },
    },
  ],
  texts: {
    en: {
      title: 'Users cannot send to other domains: OpenSMTPD has no rule for them',
      because:
        '{subject} opens ports for mail programs, and nothing in it lets a user from elsewhere send mail to others: {why}.',
      allClear: 'users may send through OpenSMTPD',
    },
    zh: {
      title: '用户无法向外部域发信：OpenSMTPD 没有相应规则',
      because: '{subject} 开放了供邮件客户端使用的端口，但没有任何规则允许外部用户发信：{whyZh}。',
      allClear: '用户可以通过 OpenSMTPD 发信',
    },
  },
  fix: [
    {
      do: {
        en: 'Add to listen: auth <passwords>; and the rule: match auth from any for any action "relay"',
        zh: '在 listen 行加上 auth <passwords>，并添加规则：match auth from any for any action "relay"',
      },
      command: '${EDITOR:-vi} {subject} && smtpd -n && systemctl restart opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['smtpctl show status', 'grep failed-command /var/log/mail.log | tail -3'],
  references: ['https://man.openbsd.org/smtpd.conf.5'],
})
