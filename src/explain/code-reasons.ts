import type { ReplyCodes } from './codes.ts'
import type { ReplyReason } from './reasons.ts'

/** What an enhanced code says, without its class (RFC 3463, IANA's registry). */
const enhancedReasons: Readonly<Record<string, ReplyReason>> = {
  '1.0': 'user-unknown',
  '1.1': 'user-unknown',
  '1.2': 'domain-unknown',
  '1.3': 'address-syntax',
  '1.4': 'address-syntax',
  '1.6': 'mailbox-moved',
  '1.7': 'sender-invalid',
  '1.8': 'sender-invalid',
  '1.10': 'user-unknown',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'message-too-big',
  '2.4': 'local-delivery-failed',
  '3.0': 'server-temporary-error',
  '3.1': 'disk-full',
  '3.2': 'server-temporary-error',
  '3.3': 'protocol-error',
  '3.4': 'message-too-big',
  '3.5': 'server-misconfigured',
  '4.1': 'connection-failed',
  '4.2': 'connection-failed',
  '4.3': 'dns-failure',
  '4.4': 'domain-unknown',
  '4.6': 'routing-loop',
  '4.7': 'delivery-expired',
  '4.14': 'routing-loop',
  '5.1': 'protocol-error',
  '5.2': 'protocol-error',
  '5.3': 'too-many-recipients',
  '5.4': 'protocol-error',
  '6.0': 'message-malformed',
  '6.1': 'message-malformed',
  '6.2': 'message-malformed',
  '6.3': 'message-malformed',
  '6.7': 'protocol-error',
  '7.0': 'policy-blocked',
  '7.1': 'policy-blocked',
  '7.2': 'recipient-rejected',
  '7.8': 'auth-failed',
  '7.9': 'auth-failed',
  '7.10': 'tls-required',
  '7.13': 'mailbox-disabled',
  '7.17': 'mailbox-disabled',
  '7.20': 'dkim-fail',
  '7.21': 'dkim-fail',
  '7.22': 'dkim-fail',
  '7.23': 'spf-fail',
  '7.24': 'spf-fail',
  '7.25': 'missing-ptr',
  '7.26': 'unauthenticated',
  '7.27': 'sender-invalid',
}

/** What three digits say (RFC 5321 §4.2.3 and its extensions). */
const codeReasons: Readonly<Record<number, ReplyReason>> = {
  421: 'server-temporary-error',
  431: 'disk-full',
  432: 'recipient-rate-limited',
  441: 'connection-failed',
  446: 'routing-loop',
  447: 'delivery-expired',
  450: 'server-temporary-error',
  451: 'server-temporary-error',
  452: 'disk-full',
  454: 'tls-failed',
  455: 'server-temporary-error',
  500: 'protocol-error',
  501: 'protocol-error',
  502: 'protocol-error',
  503: 'protocol-error',
  504: 'protocol-error',
  521: 'domain-no-mail',
  530: 'auth-required',
  535: 'auth-failed',
  541: 'spam-content',
  550: 'user-unknown',
  552: 'mailbox-full',
  553: 'address-syntax',
  555: 'protocol-error',
  556: 'domain-no-mail',
}

/** Which reasons the subject of an enhanced code allows: its second number (RFC 3463 §3). */
export const subjectReasons: Readonly<Record<string, readonly ReplyReason[]>> = {
  '0': ['server-temporary-error', 'unknown'],
  '1': [
    'user-unknown',
    'address-syntax',
    'mailbox-moved',
    'domain-unknown',
    'domain-no-mail',
    'sender-invalid',
    'sending-quota-exceeded',
    'sender-account-suspended',
  ],
  '2': [
    'mailbox-full',
    'mailbox-disabled',
    'message-too-big',
    'greylisted',
    'local-delivery-failed',
    'recipient-rate-limited',
    'recipient-rejected',
    'server-temporary-error',
  ],
  '3': [
    'disk-full',
    'domain-no-mail',
    'local-delivery-failed',
    'message-too-big',
    'protocol-error',
    'rate-limited',
    'server-misconfigured',
    'server-temporary-error',
  ],
  '4': [
    'connection-failed',
    'delivery-expired',
    'dns-failure',
    'domain-unknown',
    'routing-loop',
    'sending-quota-exceeded',
    'user-unknown',
  ],
  '5': ['bad-helo', 'message-malformed', 'protocol-error', 'too-many-recipients'],
  '6': ['attachment-blocked', 'message-malformed', 'protocol-error', 'virus'],
  '7': [
    'attachment-blocked',
    'auth-failed',
    'auth-required',
    'bad-helo',
    'dkim-fail',
    'dmarc-fail',
    'dnsbl-query-refused',
    'domain-blocklisted',
    'dynamic-ip',
    'greylisted',
    'ip-blocklisted',
    'mailbox-disabled',
    'missing-ptr',
    'policy-blocked',
    'poor-reputation',
    'rate-limited',
    'recipient-rejected',
    'relay-denied',
    'sender-account-suspended',
    'sender-blocked',
    'sender-invalid',
    'sender-not-allowed',
    'spam-content',
    'spf-fail',
    'tls-failed',
    'tls-required',
    'unauthenticated',
    'virus',
  ],
}

/** The reason that the enhanced code names. */
export function reasonOfEnhanced(codes: ReplyCodes): ReplyReason | undefined {
  const detail = detailOf(codes)
  return detail === undefined ? undefined : enhancedReasons[detail]
}

/** The reason that the three digits name, where nothing else does. */
export function reasonOfDigits({ code }: ReplyCodes): ReplyReason | undefined {
  return code === undefined ? undefined : codeReasons[code]
}

/** Three digits that RFC 5321 does not know are often an enhanced code without its dots (Courier): 571 is 5.7.1. */
export function detailOf({ code, enhanced }: ReplyCodes): string | undefined {
  if (enhanced !== undefined) return enhanced.slice(2)
  if (code === undefined || code in codeReasons || (code >= 534 && code <= 538)) return undefined
  return code === 551 || code === 554 ? undefined : [...String(code).slice(1)].join('.')
}
