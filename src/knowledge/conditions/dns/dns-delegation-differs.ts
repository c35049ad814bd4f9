import { delegation } from '../../../collect/dns/delegation.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The zone above names other name servers than the zone itself: after a move, one of both was forgotten.
 * RFC 1034 §4.2.2.
 */
export const dnsDelegationDiffers = condition({
  id: 'dns-delegation-differs',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { delegation },
  detect: ({ delegation: found }, domain) => {
    if (found.status === 'absent') return notApplicable(`${domain} has no zone`)
    const { zone, parent, above, within, innerView } = found.value
    if (innerView) return notApplicable(`this network has its own view of ${zone}`)
    const onlyAbove = above.filter((name) => !within.includes(name))
    const onlyWithin = within.filter((name) => !above.includes(name))
    if (onlyAbove.length + onlyWithin.length === 0) return fine(found.evidence)
    // Nothing in common: the registrar sends the world to another provider than the zone believes.
    const apart = onlyAbove.length === above.length
    return problem({
      confidence: 'certain',
      severity: apart ? 'medium' : 'low',
      evidence: found.evidence,
      values: { zone, parent, above: above.join(', '), within: within.join(', ') },
      marks: [`domain:${domain}`],
    })
  },
  explains: [{ condition: 'dns-name-servers-disagree' }, { condition: 'dns-lame-delegation' }],
  mistakenFor: [
    {
      condition: 'dns-single-name-server',
      toldApartBy: {
        en: 'it is not their number, but that two lists differ',
        zh: '问题不在数量，而在两份列表不一致',
      },
    },
  ],
  texts: {
    en: {
      title: 'The registry names other name servers for {zone} than the zone itself',
      because:
        'The servers of {parent} send resolvers to {above}; the zone {zone} itself names {within}. Resolvers use the one list or the other, so a change may be seen by some and not by others, and a server that is switched off still gets questions.',
      allClear: 'the registry and the zone of {subject} name the same name servers',
    },
    zh: {
      title: '{zone} 在上级区域与自身中的名称服务器不一致',
      because:
        '{parent} 的服务器把解析器引向 {above}；而 {zone} 区域自身写的是 {within}。解析器会使用其中之一，因此修改可能只有部分人看到，已停用的服务器仍会收到查询。',
      allClear: '注册局与 {subject} 区域中的名称服务器一致',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Make both lists the same: at the registrar, and the NS records in the zone',
        zh: '让两处一致：注册商处的设置，以及区域内的 NS 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +trace {subject} NS'],
  references: ['https://www.rfc-editor.org/rfc/rfc1034#section-4.2.2'],
})
