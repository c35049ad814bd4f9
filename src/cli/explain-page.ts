import type { HeaderReading } from '../explain/mail/headers.ts'
import type { MailReading } from '../explain/mail/reading.ts'
import type { Hop } from '../explain/mail/received.ts'
import type { AggregateReport } from '../explain/mail/reports.ts'
import { explainMeaning } from '../knowledge/explanation.ts'
import type { ExplanationPage } from '../report/explanation.ts'
import type { ExplainAnswer } from './explain-answer.ts'
import { verificationData, verificationTable } from './explain-verification.ts'

type Language = 'en' | 'zh'

/** An answer as JSON (contract version 1, section 2 for mails). */
export function explanationData(
  answer: ExplainAnswer,
  language: Language,
): Readonly<Record<string, unknown>> {
  if (answer.kind === 'reply')
    return { kind: 'reply', text: answer.text, ...explainMeaning(answer.meaning, language) }
  const { mail, headers, verified, name } = answer
  return {
    kind: mail.kind,
    file: name,
    recipients: mail.recipients.map(({ address, status, reply, meaning }) => ({
      address: address ?? null,
      ...explainMeaning(meaning, language),
      status: status ?? null,
      reply: reply ?? null,
    })),
    ...(mail.report === undefined ? {} : { report: mail.report }),
    ...(headers === undefined ? {} : { headers }),
    ...(headers === undefined || verified === undefined
      ? {}
      : { verified: verificationData(verified, headers, language) }),
  }
}

/** An answer as what is shown to a person. */
export function explanationPage(answer: ExplainAnswer, language: Language): ExplanationPage {
  if (answer.kind === 'reply')
    return {
      heading: undefined,
      tables: [],
      items: [{ about: undefined, quote: answer.text, answer: explainMeaning(answer.meaning, language) }],
    }
  const { mail, headers, verified } = answer
  return {
    heading: headingOf(mail, language),
    items: mail.recipients.map(({ address, reply, meaning }) => ({
      about: address,
      quote: reply,
      answer: explainMeaning(meaning, language),
    })),
    tables: [
      ...(mail.report === undefined ? [] : [reportTable(mail.report, language)]),
      ...ofOriginal(mail, language, [
        ...(headers === undefined ? [] : headerTables(headers, language)),
        ...(headers === undefined || verified === undefined
          ? []
          : [verificationTable(verified, headers, language)]),
      ]),
    ],
  }
}

/** What is told of the original that a bounce returns is not told of the bounce. */
function ofOriginal(
  { kind }: MailReading,
  language: Language,
  tables: ExplanationPage['tables'],
): ExplanationPage['tables'] {
  if (kind !== 'bounce') return tables
  const of = language === 'zh' ? '原邮件：' : 'The original: '
  return tables.map(({ title, rows }) => ({ title: `${of}${title}`, rows }))
}

const kinds: Readonly<Record<MailReading['kind'], Readonly<Record<Language, string>>>> = {
  bounce: { en: 'A bounce', zh: '退信' },
  'delivery-report': { en: 'A delivery report: not a failure', zh: '投递报告：不是失败' },
  'auto-reply': { en: 'An automatic answer', zh: '自动回复' },
  complaint: { en: 'A complaint (feedback report)', zh: '投诉（反馈报告）' },
  'not-a-bounce': { en: 'No bounce: an ordinary mail, or its headers', zh: '不是退信：普通邮件或邮件头' },
}

function headingOf({ kind, recipients, subject, report }: MailReading, language: Language): string {
  if (report !== undefined)
    return language === 'zh' ? `${report.format} 汇总报告` : `An aggregate report (${report.format})`
  const count =
    recipients.length > 1
      ? language === 'zh'
        ? `（${recipients.length} 个收件人）`
        : ` (${recipients.length} recipients)`
      : ''
  return `${kinds[kind][language]}${count}${subject === undefined ? '' : `: ${subject}`}`
}

function reportTable(report: AggregateReport, language: Language): ExplanationPage['tables'][number] {
  const { organization, domain, total, failed, failures } = report
  const zh = language === 'zh'
  return {
    title: zh
      ? `${organization ?? '?'} 关于 ${domain ?? '?'} 的报告`
      : `${organization ?? '?'} about ${domain ?? '?'}`,
    rows: [
      zh ? `共 ${total}，失败 ${failed}` : `${total} counted, ${failed} failed`,
      ...failures.map(({ what, count }) => `${count}  ${what}`),
    ],
  }
}

function headerTables(headers: HeaderReading, language: Language): ExplanationPage['tables'] {
  const zh = language === 'zh'
  const { hops, results, signatures, arcSets } = headers
  const tables = [
    {
      title: zh ? '经过的服务器（从发送到接收）' : 'The way of the mail, from the first server to the last',
      rows: hops.map((hop, index) => hopRow(hop, index === 0, zh)),
    },
    {
      title: zh ? '各接收方看到的认证结果' : 'Authentication, as each receiver saw it',
      rows: results.map(
        ({ server, method, result, about }) =>
          `${server}: ${method}=${result}${about === undefined ? '' : ` (${about})`}`,
      ),
    },
    {
      title: zh ? '签名' : 'Signed by',
      rows: [
        ...signatures.map(({ domain, selector }) => `DKIM d=${domain ?? '?'} s=${selector ?? '?'}`),
        ...(arcSets === 0 ? [] : [zh ? `ARC ${arcSets} 组` : `ARC: ${arcSets} set(s)`]),
      ],
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

/** From this delay on a hop is marked. */
const slowSeconds = 60

function hopRow(
  { from, by, protocol, encrypted, at, delaySeconds }: Hop,
  isFirst: boolean,
  zh: boolean,
): string {
  const unknownTime = zh ? '时间未知' : 'time unknown'
  const began = at === undefined ? unknownTime : new Date(at).toISOString()
  const since = delaySeconds === undefined ? unknownTime : `${delaySeconds >= 0 ? '+' : ''}${delaySeconds} s`
  const delay = isFirst ? began : since
  const slow =
    delaySeconds !== undefined && delaySeconds >= slowSeconds
      ? zh
        ? '  ← 在此停留'
        : '  ← time was lost here'
      : ''
  const clock =
    delaySeconds !== undefined && delaySeconds < -5 ? (zh ? '  ← 时钟不一致' : '  ← clocks differ') : ''
  const secret = encrypted ? 'TLS' : zh ? '未加密' : 'no TLS'
  return `${from ?? '?'} → ${by ?? '?'}  ${protocol ?? '?'}, ${secret}, ${delay}${slow}${clock}`
}
