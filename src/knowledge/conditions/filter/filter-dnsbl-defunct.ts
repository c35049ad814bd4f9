import { queriedBlockLists } from '../../../collect/filters/queried-block-lists.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Lists that have ended, with the year (their own announcements; SORBS: 5 June 2024). */
const ended: ReadonlyMap<string, number> = new Map([
  ['sorbs.net', 2024],
  ['ahbl.org', 2015],
  ['njabl.org', 2013],
  ['dsbl.org', 2008],
  ['ordb.org', 2006],
  ['spamcannibal.org', 2018],
  ['dnsbl.inps.de', 2020],
  ['cbl.abuseat.org', 2021],
  ['dul.ru', 2013],
])

/** A block list that no longer exists is still asked: it costs time, and may one day list everybody. */
export const filterDnsblDefunct = condition({
  id: 'filter-dnsbl-defunct',
  topic: 'spam-filter',
  severity: 'low',
  needs: { lists: queriedBlockLists },
  detect: ({ lists }) => {
    if (lists.status === 'absent') return notApplicable('Postfix asks no block lists')
    return lists.value.map(({ zone, answer, use, filtered, evidence }) => {
      const year = [...ended].find(([name]) => zone === name || zone.endsWith(`.${name}`))?.[1]
      const refusesAll = answer === 'lists-everything'
      if (year === undefined && !refusesAll) return fine(evidence, zone)
      return problem({
        subject: zone,
        confidence: 'certain',
        severity: refusesAll && use === 'reject' ? 'critical' : refusesAll && !filtered ? 'medium' : 'low',
        evidence,
        values: {
          state: refusesAll ? 'lists every address, even 127.0.0.1' : `ended in ${year ?? '?'}`,
          setting: use === 'reject' ? 'smtpd restrictions' : 'postscreen_dnsbl_sites',
        },
        marks: [`list:${zone}`, ...(refusesAll ? ['reason:ip-blocklisted'] : [])],
      })
    })
  },
  explains: [{ condition: 'inbound-refused' }],
  mistakenFor: [
    {
      condition: 'filter-dnsbl-queries-refused',
      toldApartBy: {
        en: 'the list is dead or lists everybody; it does not answer 127.255.255.x',
        zh: '该列表已停用或列出所有地址，返回的不是 127.255.255.x',
      },
    },
  ],
  texts: {
    en: {
      title: 'The block list {subject} is dead and still asked',
      because: 'Postfix asks {subject} ({setting}) about every client, but this list {state}.',
      allClear: 'the block list {subject} is alive',
    },
    zh: {
      title: '黑名单 {subject} 已停用却仍在查询',
      because: 'Postfix 对每个客户端都查询 {subject}（{setting}），但该列表的状况是：{state}。',
      allClear: '黑名单 {subject} 仍在运行',
    },
  },
  fix: [
    {
      do: { en: 'Find it and take it out of the {setting}', zh: '找到并从 {setting} 中删除' },
      command: 'postconf -n | grep -F {subject}; postconf -M | grep -F {subject}',
      risk: 'none',
    },
    { do: { en: 'Then', zh: '然后' }, command: 'postfix reload', risk: 'reload' },
  ],
  verify: ['dig +short 1.0.0.127.{subject}', 'dig +short 2.0.0.127.{subject}'],
  references: ['https://www.rfc-editor.org/rfc/rfc5782#section-5'],
})
