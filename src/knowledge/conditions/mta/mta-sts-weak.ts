import { mtaSts } from '../../../collect/authentication/mta-sts.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const shortestAge = 86_400

/**
 * MTA-STS is there and protects little: only tested, switched off, or kept for hours. RFC 8461 §3.2, §10.2.
 */
export const mtaStsWeak = condition({
  id: 'mta-sts-weak',
  topic: 'security',
  severity: 'info',
  subjects: ownDomains,
  needs: { sts: mtaSts },
  detect: ({ sts }, domain) => {
    if (sts.status === 'absent') return notApplicable(`${domain} does not use MTA-STS`)
    const { fetched } = sts.value
    if (fetched.outcome !== 'policy') return notApplicable('there is no policy to look at')
    const { mode, maxAgeSeconds } = fetched.policy
    const brief = mode === 'enforce' && maxAgeSeconds !== undefined && maxAgeSeconds < shortestAge
    if ((mode === 'enforce' || mode === undefined) && !brief) return fine(sts.evidence)
    return problem({
      confidence: 'certain',
      evidence: sts.evidence,
      values: {
        setting: brief ? `max_age: ${maxAgeSeconds}` : `mode: ${mode}`,
        effect: brief
          ? 'senders forget it within a day, so that an attacker only has to wait'
          : mode === 'testing'
            ? 'senders report what is wrong, and deliver unprotected all the same'
            : 'senders are told to use none',
        effectZh: brief
          ? '发件方不到一天就会忘记它，攻击者只需等待'
          : mode === 'testing'
            ? '发件方只报告问题，仍会在无保护的情况下投递'
            : '等于告诉发件方不要使用策略',
      },
      marks: [],
    })
  },
  mistakenFor: [
    {
      condition: 'mta-sts-policy-mismatch',
      toldApartBy: { en: 'the policy fits the MX', zh: '策略与 MX 相符' },
    },
  ],
  texts: {
    en: {
      title: 'The MTA-STS policy of {subject} protects little ({setting})',
      because: 'The policy of {subject} has {setting}: {effect}.',
      allClear: 'the MTA-STS policy of {subject} is enforced',
    },
    zh: {
      title: '{subject} 的 MTA-STS 策略保护有限（{setting}）',
      because: '{subject} 的策略为 {setting}：{effectZh}。',
      allClear: '{subject} 的 MTA-STS 策略已执行',
    },
  },
  fix: [
    {
      do: {
        en: 'When TLS reports show no failures: mode: enforce, max_age: 604800 or more, then a new id= in _mta-sts.{subject}',
        zh: '当 TLS 报告没有失败时：设为 mode: enforce、max_age: 604800 或更大，并更换 _mta-sts.{subject} 的 id=',
      },
      risk: 'none',
    },
  ],
  verify: ['curl https://mta-sts.{subject}/.well-known/mta-sts.txt'],
  references: ['https://www.rfc-editor.org/rfc/rfc8461#section-3.2'],
})
