import type { RecordLookUp } from '../../dns/look-up.ts'
import { checkDkimField } from './dkim.ts'
import { fieldValue, type RawField, type RawMessage } from './raw-message.ts'
import type { SignatureCheck } from './signature-check.ts'

/** What was added on the way: without it the signature holds, so that this alone broke it. */
export interface Alteration {
  /** `[dev] ` in front of the subject. */
  readonly subjectTag?: string
  /** Bytes at the end of the body. */
  readonly footerBytes?: number
}

const mostFooters = 6
/** Each try hashes the body anew. */
const largestBody = 4 << 20
/** Lists' footers and disclaimers are short. */
const longestFooter = 8 << 10

/**
 * Undoes what mailing lists do, a tag in the subject and a footer below the body, and looks whether the
 * signature holds then. undefined: it did not, or there was nothing to undo.
 */
export async function findAlteration(
  message: RawMessage,
  signature: RawField,
  { fault, header, body, result }: SignatureCheck,
  asked: { readonly lookUp: RecordLookUp; readonly now: number },
): Promise<Alteration | undefined> {
  if (result !== 'fail' || fault === 'key-replaced') return undefined
  if ((message.body?.length ?? 0) > largestBody) return undefined
  const tag = header === 'changed' ? subjectTag(message.fields) : undefined
  if (header === 'changed' && tag === undefined) return undefined
  const fields = tag === undefined ? message.fields : withoutTag(message.fields, tag)
  const footers = body === 'changed' ? footersOf(message.body ?? new Uint8Array()) : [0]
  for (const footerBytes of footers) {
    const before = { fields, body: message.body?.subarray(0, message.body.length - footerBytes) }
    const again = await checkDkimField(before, signature, asked)
    const holds = again.result === 'pass' || (again.result === 'unknown' && again.header === 'intact')
    if (holds)
      return {
        ...(tag === undefined ? {} : { subjectTag: tag }),
        ...(footerBytes === 0 ? {} : { footerBytes }),
      }
  }
  return undefined
}

function subjectTag(fields: readonly RawField[]): string | undefined {
  const subject = fields.find(({ name }) => name === 'subject')
  return subject === undefined ? undefined : /\[[^\][\r\n]{1,60}\]\s{0,3}/.exec(fieldValue(subject))?.[0]
}

function withoutTag(fields: readonly RawField[], tag: string): RawField[] {
  return fields.map((field) =>
    field.name === 'subject' ? { name: field.name, text: field.text.replace(tag, '') } : field,
  )
}

/** Lengths of what may be a footer: from a line of underscores, hyphens … to the end, the shortest first. */
function footersOf(body: Uint8Array): number[] {
  const tail = Buffer.from(body.subarray(Math.max(0, body.length - longestFooter))).toString('latin1')
  const starts = [...tail.matchAll(/^(?:[_=*~-]{2,100}[ \t]*|-- )\r?$/gm)].map(
    ({ index }) => tail.length - index,
  )
  return starts.reverse().slice(0, mostFooters)
}
