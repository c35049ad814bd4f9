import type {
  DkimNow,
  DmarcNow,
  MessageAuthentication,
  SpfNow,
} from '../collect/authentication/message-authentication.ts'
import type { ArcCheck } from '../collect/authentication/signature/arc.ts'
import type { AuthenticationResult } from '../explain/mail/authentication-results.ts'
import type { HeaderReading } from '../explain/mail/headers.ts'
import { wordsOfCause } from '../knowledge/authentication-cause-words.ts'
import {
  type AuthenticationCause,
  causeOfArc,
  causeOfDkim,
  causeOfDmarc,
  causeOfSpf,
} from '../knowledge/authentication-causes.ts'
import type { ExplanationPage } from '../report/explanation.ts'

type Language = 'en' | 'zh'

/** One method's result now, what receivers saw, and why it is so. */
interface VerifiedRow {
  readonly method: 'spf' | 'dkim' | 'dmarc' | 'arc'
  readonly about: string
  readonly now: string
  readonly detail: string | undefined
  readonly seen: readonly { readonly server: string; readonly result: string }[]
  readonly cause: AuthenticationCause | undefined
}

/** Results as JSON: `cause` is a stable id with what it names, `because` its sentence. */
export function verificationData(
  verified: MessageAuthentication,
  headers: HeaderReading,
  language: Language,
): readonly Readonly<Record<string, unknown>>[] {
  return rowsOf(verified, headers).map(({ cause, detail, ...row }) => ({
    ...row,
    detail: detail ?? null,
    cause: cause ?? null,
    because: cause === undefined ? null : wordsOfCause(cause)[language],
  }))
}

/** Results as lines: now, beside what each receiver saw; below it, the likely cause. */
export function verificationTable(
  verified: MessageAuthentication,
  headers: HeaderReading,
  language: Language,
): ExplanationPage['tables'][number] {
  const zh = language === 'zh'
  const rows = rowsOf(verified, headers).flatMap(({ method, about, now, detail, seen, cause }) => {
    const saw = seen.map(({ server, result }) =>
      zh ? `${server} 当时：${result}` : `${server} saw ${result}`,
    )
    const told = detail === undefined ? '' : ` (${detail})`
    const line = `${method.toUpperCase().padEnd(5)} ${about}: ${zh ? '现在' : 'now'} ${now}${told}`
    return [
      saw.length === 0 ? line : `${line}; ${saw.join(', ')}`,
      ...(cause === undefined ? [] : [`      → ${wordsOfCause(cause)[language]}`]),
    ]
  })
  const none = zh ? '没有可验证的内容' : 'there is nothing to verify'
  return {
    title: zh ? '现在用 DNS 重新验证' : 'Verified now by DNS, beside what each receiver saw',
    rows: rows.length === 0 ? [none] : rows,
  }
}

function rowsOf(verified: MessageAuthentication, headers: HeaderReading): VerifiedRow[] {
  const { spf, dkim, dmarc, arc, arcSeen } = verified
  return [
    ...spf.map((one) => spfRow(one, causeOfSpf(one, verified, headers))),
    ...dkim.map((one) => dkimRow(one, causeOfDkim(one, headers))),
    ...(arc.result === 'none' ? [] : [arcRow(arc, arcSeen)]),
    ...(dmarc === undefined ? [] : [dmarcRow(dmarc)]),
  ]
}

function spfRow(
  { address, sender, now, seen, receiver }: SpfNow,
  cause: AuthenticationCause | undefined,
): VerifiedRow {
  const { matched, error } = now
  return {
    method: 'spf',
    about: `${sender} from ${address}`,
    now: now.result,
    detail: error?.text ?? (matched === undefined ? undefined : `${matched.term} of ${matched.domain}`),
    seen: seen === undefined ? [] : [{ server: receiver, result: seen.result }],
    cause,
  }
}

function dkimRow({ now, seen }: DkimNow, cause: AuthenticationCause | undefined): VerifiedRow {
  const unsigned = now.unsignedBytes === 0 ? [] : [`${now.unsignedBytes} bytes after l= are not signed`]
  const detail = [...(now.fault === undefined ? [] : [now.fault]), ...unsigned].join(', ')
  return {
    method: 'dkim',
    about: `d=${now.domain ?? '?'} s=${now.selector ?? '?'}`,
    now: now.result,
    detail: detail === '' ? undefined : detail,
    seen: seen.map(resultOf),
    cause,
  }
}

function arcRow(arc: ArcCheck, seen: readonly AuthenticationResult[]): VerifiedRow {
  const { result, fault, brokenAt, instances, unchangedSince } = arc
  const sealers = instances.map(({ domain }) => domain ?? '?').join(' → ')
  const broken = brokenAt === undefined ? '' : ` at i=${brokenAt}`
  const since =
    unchangedSince === undefined
      ? undefined
      : unchangedSince === 0
        ? undefined
        : `unchanged since i=${unchangedSince}`
  return {
    method: 'arc',
    about: sealers === '' ? '?' : sealers,
    now: result,
    detail: fault === undefined ? since : `${fault}${broken}`,
    seen: seen.map(resultOf),
    cause: causeOfArc(arc),
  }
}

function dmarcRow(dmarc: DmarcNow): VerifiedRow {
  const { now, fromDomain, seen } = dmarc
  const policy = now.policy === undefined ? undefined : `p=${now.policy} at _dmarc.${now.at ?? fromDomain}`
  const by = now.aligned.map(({ method, domain }) => `${method} ${domain}`).join(', ')
  return {
    method: 'dmarc',
    about: `From ${fromDomain}`,
    now: now.result,
    detail: by === '' ? policy : `${policy ?? ''}; ${by}`,
    seen: seen.map(resultOf),
    cause: causeOfDmarc(dmarc),
  }
}

function resultOf({ server, result }: AuthenticationResult): { server: string; result: string } {
  return { server, result }
}
