import { isoTime } from '../../../access/clock.ts'
import { registration } from '../../../collect/dns/registration.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const warnDays = 30
const urgentDays = 10

/**
 * The registration ends soon, by the registry: then mail, web and everything else stop at once.
 */
export const dnsDomainExpiring = condition({
  id: 'dns-domain-expiring',
  topic: 'downtime',
  severity: 'high',
  subjects: ownDomains,
  needs: { registered: registration, time: now },
  detect: ({ registered, time }, domain) => {
    if (registered.status === 'absent' || time.status === 'absent')
      return notApplicable(`the registry does not know ${domain}`)
    const { domain: name, expiresAt, statuses } = registered.value
    const days = Math.floor((expiresAt - time.value) / 86_400_000)
    const held = statuses.filter((status) => /hold|pending delete|redemption/.test(status))
    if (days > warnDays && held.length === 0) return fine(registered.evidence)
    return problem({
      confidence: 'certain',
      severity: held.length > 0 || days < 0 ? 'critical' : days <= urgentDays ? 'high' : 'low',
      evidence: registered.evidence,
      values: {
        name,
        date: isoTime(expiresAt).slice(0, 10),
        days,
        state: held.length === 0 ? '' : ` The registry has set it to: ${held.join(', ')}.`,
        stateZh: held.length === 0 ? '' : `注册局状态：${held.join('，')}。`,
      },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-domain-expired',
      toldApartBy: { en: 'it is still delegated', zh: '该域名目前仍正常委派' },
    },
  ],
  texts: {
    en: {
      title: 'The registration of {name} ends on {date}',
      because:
        'The registry has {name} registered until {date}, {days} days from now.{state} Most registrars renew by themselves some days or weeks before; if that does not happen, mail and web stop.',
      allClear: 'the registration of {subject} lasts',
    },
    zh: {
      title: '{name} 的注册将于 {date} 到期',
      because:
        '注册局显示 {name} 注册至 {date}，还有 {days} 天。{stateZh}多数注册商会提前自动续费；如果没有续费，邮件和网站都会中断。',
      allClear: '{subject} 的注册期尚长',
    },
  },
  fix: [
    {
      who: 'domain owner',
      do: {
        en: 'Renew {name} at its registrar, or see that automatic renewal is on and its payment works',
        zh: '在注册商处续费 {name}，或确认自动续费已开启且付款方式有效',
      },
      risk: 'none',
    },
  ],
  verify: ['whois {name}'],
  references: ['https://www.rfc-editor.org/rfc/rfc9083'],
})
