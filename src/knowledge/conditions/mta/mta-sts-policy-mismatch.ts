import { coversExchanger, type MtaSts, mtaSts } from '../../../collect/authentication/mta-sts.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Severity } from '../../verdict.ts'

/**
 * MTA-STS is announced, and the policy does not fit: not there, behind a bad certificate, or without the
 * MX in use. Senders that honour it (Google, Microsoft) keep the mail back. RFC 8461.
 */
export const mtaStsPolicyMismatch = condition({
  id: 'mta-sts-policy-mismatch',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { sts: mtaSts, exchangers: mailExchangers },
  detect: ({ sts, exchangers }, domain) => {
    if (sts.status === 'absent') return notApplicable(`${domain} does not use MTA-STS`)
    const { fetched } = sts.value
    if (fetched.outcome === 'not-told') return couldNotTell(fetched.because)
    const hosts = exchangers.status === 'known' ? exchangers.value.exchangers.map(({ host }) => host) : []
    const fault = faultOf(fetched, hosts)
    if (fault === undefined) return fine(sts.evidence)
    return problem({
      confidence: 'certain',
      severity: fault.severity,
      evidence: [...sts.evidence, ...(exchangers.status === 'known' ? exchangers.evidence : [])],
      values: { fault: fault.text },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dane-tlsa-mismatch',
      toldApartBy: { en: 'it is the policy file, not a TLSA record', zh: '问题在策略文件，而不是 TLSA 记录' },
    },
  ],
  texts: {
    en: {
      title: 'The MTA-STS policy of {subject} does not fit',
      because:
        '{subject} announces an MTA-STS policy (_mta-sts.{subject}), but {fault}. Senders that follow it, Google and ' +
        'Microsoft among them, hold back or return mail.',
      allClear: 'the MTA-STS policy of {subject} fits its MX',
    },
    zh: {
      title: '{subject} 的 MTA-STS 策略不相符',
      because:
        '{subject} 声明了 MTA-STS 策略（_mta-sts.{subject}），但：{fault}。遵循该策略的发件方（包括 Google 和 Microsoft）会暂缓或退回邮件。',
      allClear: '{subject} 的 MTA-STS 策略与其 MX 相符',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct https://mta-sts.{subject}/.well-known/mta-sts.txt (mx: lines for every MX, a valid certificate, no redirect), then change id= in _mta-sts.{subject}; until it is right, mode: testing',
        zh: '更正 https://mta-sts.{subject}/.well-known/mta-sts.txt（每个 MX 都要有 mx: 行，证书有效，不可重定向），然后修改 _mta-sts.{subject} 的 id=；修好之前用 mode: testing',
      },
      risk: 'none',
    },
  ],
  verify: ['curl -i https://mta-sts.{subject}/.well-known/mta-sts.txt', 'dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc8461'],
})

function faultOf(
  fetched: Exclude<MtaSts['fetched'], { outcome: 'not-told' }>,
  hosts: readonly string[],
): { readonly text: string; readonly severity: Severity } | undefined {
  // Senders without a stored policy go on without one; those that stored one use it until it runs out.
  if (fetched.outcome === 'http-error')
    return { text: `the policy cannot be fetched (HTTP ${fetched.statusCode})`, severity: 'medium' }
  if (fetched.outcome === 'certificate-error')
    return { text: `the policy host shows a bad certificate (${fetched.text})`, severity: 'medium' }
  const { mode, patterns, errors } = fetched.policy
  const [error] = errors
  if (error !== undefined) return { text: `the policy has an error: ${error}`, severity: 'medium' }
  if (mode === 'none') return undefined
  const missing = hosts.filter((host) => !patterns.some((pattern) => coversExchanger(pattern, host)))
  if (missing.length === 0) return undefined
  const text = `its mx lines (${patterns.join(', ')}) leave out ${missing.join(', ')}`
  return { text, severity: mode === 'enforce' ? 'high' : 'low' }
}
