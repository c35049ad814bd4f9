import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { isAtLeast } from '../../../collect/postfix/defaults.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Old name → today's (RELEASE_NOTES 2.3 to 3.6); the old ones still work. */
const renamed = new Map([
  ['postscreen_blacklist_action', 'postscreen_denylist_action'],
  ['postscreen_whitelist_interfaces', 'postscreen_allowlist_interfaces'],
  ['postscreen_dnsbl_whitelist_threshold', 'postscreen_dnsbl_allowlist_threshold'],
  ['smtpd_use_tls', 'smtpd_tls_security_level'],
  ['smtpd_enforce_tls', 'smtpd_tls_security_level'],
  ['smtp_use_tls', 'smtp_tls_security_level'],
  ['smtp_enforce_tls', 'smtp_tls_security_level'],
  ['smtp_tls_per_site', 'smtp_tls_policy_maps'],
  ['authorized_verp_clients', 'smtpd_authorized_verp_clients'],
])

/** main.cf uses names that newer Postfix versions replaced. They still work; some are announced to go. */
export const osPostfixRenamedParameters = condition({
  id: 'os-postfix-renamed-parameters',
  topic: 'updates',
  severity: 'info',
  needs: { configuration: postfixConfiguration },
  detect: ({ configuration }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const isNew = postfix.version === undefined || isAtLeast(postfix.version, 3, 6)
    const found = [...renamed].filter(([old]) => postfix.explicit(old) !== undefined)
    if (!isNew || found.length === 0) return fine(configuration.evidence)
    return found.map(([old, today]) =>
      problem({
        subject: old,
        confidence: 'certain',
        evidence: postfix.evidence(old),
        values: { today },
        marks: [`parameter:${old}`],
      }),
    )
  },
  texts: {
    en: {
      title: '{subject} is an old name: today it is {today}',
      because:
        'Postfix still understands {subject}; {today} replaced it, and a later version will drop the old name.',
      allClear: 'main.cf uses today’s names',
    },
    zh: {
      title: '{subject} 是旧名称：现为 {today}',
      because: 'Postfix 仍能识别 {subject}；它已由 {today} 取代，以后的版本会去掉旧名称。',
      allClear: 'main.cf 使用当前的名称',
    },
  },
  fix: [
    {
      do: { en: 'Set {today} instead, and remove {subject}', zh: '改为设置 {today}，并删除 {subject}' },
      command: 'postconf {subject} {today}',
      risk: 'none',
    },
  ],
  verify: ['postconf -n'],
  references: [
    'https://www.postfix.org/COMPATIBILITY_README.html',
    'https://www.postfix.org/DEPRECATION_README.html',
  ],
})
