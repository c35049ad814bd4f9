import type { AuthenticationResult } from '../../explain/mail/authentication-results.ts'
import type { HeaderReading } from '../../explain/mail/headers.ts'
import { isDomainName, normalName } from '../dns/domain-name.ts'
import type { RecordLookUp } from '../dns/look-up.ts'
import { type DmarcEvaluation, type DmarcIdentity, evaluateDmarc } from './dmarc-evaluation.ts'
import { type MessageTransfer, transfersOf } from './message-transfers.ts'
import { type Alteration, findAlteration } from './signature/alteration.ts'
import { type ArcCheck, checkArc } from './signature/arc.ts'
import { checkDkimField, dkimFields } from './signature/dkim.ts'
import type { RawMessage } from './signature/raw-message.ts'
import type { SignatureCheck } from './signature/signature-check.ts'
import { evaluateSpf } from './spf/evaluate.ts'
import type { SpfEvaluation } from './spf/outcome.ts'

/** A message's authentication as it is now, beside what the receivers on its way saw. */
export interface MessageAuthentication {
  readonly spf: readonly SpfNow[]
  readonly dkim: readonly DkimNow[]
  readonly dmarc: DmarcNow | undefined
  readonly arc: ArcCheck
  readonly arcSeen: readonly AuthenticationResult[]
}

export interface SpfNow extends MessageTransfer {
  readonly now: SpfEvaluation
}

export interface DkimNow {
  readonly now: SignatureCheck
  /** A change that, undone, makes the signature hold again. */
  readonly alteration: Alteration | undefined
  readonly seen: readonly AuthenticationResult[]
}

export interface DmarcNow {
  readonly fromDomain: string
  readonly now: DmarcEvaluation
  readonly seen: readonly AuthenticationResult[]
}

/** Verifies a message anew (SPF, DKIM, DMARC, ARC). `now` in seconds since 1970; only the DNS is asked. */
export async function authenticateMessage(
  message: RawMessage,
  headers: HeaderReading,
  lookUp: RecordLookUp,
  now: number,
): Promise<MessageAuthentication> {
  const [spf, dkim, arc] = await Promise.all([
    Promise.all(transfersOf(headers).map((transfer) => spfNow(transfer, lookUp))),
    dkimNow(message, headers, { lookUp, now }),
    checkArc(message, lookUp, now),
  ])
  const dmarc = await dmarcNow(headers, spf, dkim, lookUp)
  return { spf, dkim, dmarc, arc, arcSeen: headers.results.filter(({ method }) => method === 'arc') }
}

async function spfNow(transfer: MessageTransfer, lookUp: RecordLookUp): Promise<SpfNow> {
  const { address, domain, sender, helo } = transfer
  return { ...transfer, now: await evaluateSpf({ address, domain, sender, helo }, lookUp) }
}

async function dkimNow(
  message: RawMessage,
  headers: HeaderReading,
  asked: { readonly lookUp: RecordLookUp; readonly now: number },
): Promise<DkimNow[]> {
  const results = headers.results.filter(({ method }) => method === 'dkim')
  const checks = await Promise.all(
    dkimFields(message).map(async (field) => {
      const now = await checkDkimField(message, field, asked)
      return { now, alteration: await findAlteration(message, field, now, asked) }
    }),
  )
  const all = checks.map(({ now }) => now)
  return checks.map((one) => ({ ...one, seen: results.filter((result) => isAbout(result, one.now, all)) }))
}

/** By the signature's first characters, else the selector, else the domain where it has one signature. */
function isAbout(seen: AuthenticationResult, check: SignatureCheck, all: readonly SignatureCheck[]): boolean {
  if (seen.mark !== undefined && check.mark.startsWith(seen.mark.slice(0, 8))) return true
  const domain = seen.about?.slice(seen.about.lastIndexOf('@') + 1)
  if (domain === undefined || check.domain !== normalName(domain)) return false
  if (seen.mark !== undefined) return false
  if (seen.selector !== undefined) return seen.selector === check.selector
  return all.filter((one) => one.domain === check.domain).length === 1
}

/** DMARC weighs MAIL FROM as the last receiver saw it, and every signature. */
async function dmarcNow(
  headers: HeaderReading,
  spf: readonly SpfNow[],
  dkim: readonly DkimNow[],
  lookUp: RecordLookUp,
): Promise<DmarcNow | undefined> {
  const fromDomain = /@([A-Za-z0-9._-]{1,253})[^@]*$/.exec(headers.from ?? '')?.[1]
  if (fromDomain === undefined || !isDomainName(fromDomain)) return undefined
  const last = spf.at(-1)
  const identities: DmarcIdentity[] = [
    ...(last === undefined ? [] : [{ method: 'spf' as const, domain: last.domain, result: last.now.result }]),
    ...dkim.flatMap(({ now: { domain, result } }) =>
      domain === undefined ? [] : [{ method: 'dkim' as const, domain, result }],
    ),
  ]
  return {
    fromDomain: normalName(fromDomain),
    now: await evaluateDmarc({ fromDomain, identities }, lookUp),
    seen: headers.results.filter(({ method }) => method === 'dmarc'),
  }
}
