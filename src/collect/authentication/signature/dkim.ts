import type { RecordLookUp } from '../../dns/look-up.ts'
import type { RawField, RawMessage } from './raw-message.ts'
import { checkSignature, type SignatureCheck, type SignatureKind } from './signature-check.ts'

/** Signatures beyond these are not checked: each costs a DNS question and a computation (RFC 6376 §6.1). */
const mostSignatures = 10

const dkim: SignatureKind = {
  required: ['v', 'a', 'b', 'bh', 'd', 'h', 's'],
  usualCanonicalization: 'simple/simple',
  hasIdentity: true,
  mustSign: ['from'],
  mustNotSign: [],
}

/**
 * Checks the DKIM signatures of a message (RFC 6376, 8301, 8463), the topmost first. `now` in seconds since
 * 1970. A DNS question that nobody answers is `temperror`, never a failure of the signature.
 */
export function checkDkim(message: RawMessage, lookUp: RecordLookUp, now: number): Promise<SignatureCheck[]> {
  return Promise.all(dkimFields(message).map((field) => checkDkimField(message, field, { lookUp, now })))
}

/** The signatures that are looked at, the topmost first. */
export function dkimFields({ fields }: RawMessage): readonly RawField[] {
  return fields.filter(({ name }) => name === 'dkim-signature').slice(0, mostSignatures)
}

/** Checks one of the signatures of a message. */
export function checkDkimField(
  message: RawMessage,
  field: RawField,
  asked: { readonly lookUp: RecordLookUp; readonly now: number },
): Promise<SignatureCheck> {
  return checkSignature(message, field, dkim, asked)
}
