import { serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** DNS flag day 2020: what no path fragments. */
const largestDatagram = 1232
/** Compressed name, type, class, TTL, lengths. */
const recordOverhead = 14

/**
 * All TXT records of the domain together do not fit into one datagram: receivers behind a firewall that blocks TCP 53
 * or fragments get no answer, and SPF fails now and then. RFC 7208 §3.4.
 */
export const spfAnswerTooLarge = condition({
  id: 'spf-answer-too-large',
  topic: 'slow',
  severity: 'low',
  subjects: ownDomains,
  needs: { answers: serverAnswers },
  detect: ({ answers }, domain) => {
    if (answers.status === 'absent') return notApplicable(`${domain} has no name server that answers`)
    const sizes = answers.value
      .filter(({ type }) => type === 'TXT')
      .map(({ records }) =>
        records.reduce((sum, { data }) => sum + Buffer.byteLength(data) + recordOverhead, 0),
      )
    const size = Math.max(0, ...sizes)
    const evidence = answers.value.flatMap((one) => (one.type === 'TXT' ? one.evidence : []))
    if (size <= largestDatagram) return fine(evidence)
    return problem({ confidence: 'certain', evidence, values: { size }, marks: [`sender-domain:${domain}`] })
  },
  mistakenFor: [
    {
      condition: 'spf-too-many-lookups',
      toldApartBy: {
        en: 'it is the size of one answer, not the number of questions',
        zh: '问题是单个应答的大小，而不是查询次数',
      },
    },
  ],
  texts: {
    en: {
      title: 'The TXT records of {subject} are {size} bytes: too much for one datagram',
      because:
        'Who asks for the SPF record of {subject} gets all its TXT records, {size} bytes. That does not fit into a datagram of 1232 bytes, so it takes a second question over TCP, which some firewalls block: SPF then fails with a temporary error.',
      allClear: 'the TXT records of {subject} fit into one datagram',
    },
    zh: {
      title: '{subject} 的 TXT 记录共 {size} 字节，一个数据报放不下',
      because:
        '查询 {subject} 的 SPF 时会得到其全部 TXT 记录，共 {size} 字节，超过 1232 字节的数据报，需要再用 TCP 查询，而有些防火墙会拦截：SPF 会出现临时错误。',
      allClear: '{subject} 的 TXT 记录能放入一个数据报',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Delete TXT records that nobody needs any more (proofs of ownership of services), and shorten the SPF record',
        zh: '删除不再需要的 TXT 记录（各种服务的所有权验证），并缩短 SPF 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig {subject} TXT | grep SIZE'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-3.4', 'https://dnsflagday.net/2020/'],
})
