import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Postal Systems' bounce-classifier (MIT, plain JavaScript, no dependencies): a checkout beside the project, or
 * where BOUNCE_CLASSIFIER says. It is no part of the project and is never fetched from here.
 */
export const classifierFolder = resolve(
  process.env['BOUNCE_CLASSIFIER'] ?? fileURLToPath(new URL('../../bounce-classifier', import.meta.url)),
)

/** Its 16 labels, each with every reason of ours that it may stand for: in doubt in its favour. */
export const classifierLabels: Readonly<Record<string, readonly string[]>> = {
  auth_failure: [
    'spf-fail',
    'dkim-fail',
    'dmarc-fail',
    'unauthenticated',
    'auth-required',
    'auth-failed',
    'sender-not-allowed',
    'tls-required',
    'missing-ptr',
    'bad-helo',
  ],
  domain_blacklisted: ['domain-blocklisted', 'sender-blocked'],
  geo_blocked: ['policy-blocked', 'ip-blocklisted'],
  greylisting: ['greylisted'],
  invalid_address: ['address-syntax', 'domain-unknown', 'domain-no-mail', 'sender-invalid'],
  ip_blacklisted: ['ip-blocklisted', 'dynamic-ip', 'poor-reputation', 'dnsbl-query-refused', 'missing-ptr'],
  mailbox_disabled: ['mailbox-disabled', 'sender-account-suspended'],
  mailbox_full: ['mailbox-full'],
  policy_blocked: [
    'policy-blocked',
    'recipient-rejected',
    'sender-blocked',
    'sender-not-allowed',
    'attachment-blocked',
    'message-malformed',
    'message-too-big',
    'too-many-recipients',
    'protocol-error',
    'bad-helo',
    'missing-ptr',
    'tls-required',
  ],
  rate_limited: ['rate-limited', 'recipient-rate-limited', 'too-many-recipients', 'sending-quota-exceeded'],
  relay_denied: ['relay-denied', 'auth-required', 'sender-not-allowed'],
  server_error: [
    'server-temporary-error',
    'server-misconfigured',
    'disk-full',
    'routing-loop',
    'local-delivery-failed',
    'protocol-error',
    'connection-failed',
    'dns-failure',
    'delivery-expired',
    'tls-failed',
  ],
  spam_blocked: ['spam-content', 'poor-reputation', 'sender-blocked'],
  unknown: ['unknown'],
  user_unknown: ['user-unknown', 'mailbox-moved', 'recipient-rejected'],
  virus_detected: ['virus', 'attachment-blocked'],
}

export interface ClassifierRun {
  /** A label for each reply, in their order. */
  readonly labels: readonly string[]
  readonly repliesPerSecond: number
}

/** Classifies replies with it, in this process; undefined where it is not there. */
export async function runClassifier(replies: readonly string[]): Promise<ClassifierRun | undefined> {
  const entry = join(classifierFolder, 'src/index.js')
  if (!existsSync(entry)) return undefined
  const program: unknown = await import(pathToFileURL(entry).href)
  const classify = functionIn(program, 'classify')
  await classify(replies[0] ?? '')
  const before = process.cpuUsage()
  const labels: string[] = []
  for (const reply of replies) labels.push(labelOf(await classify(reply)))
  const { user, system } = process.cpuUsage(before)
  return { labels, repliesPerSecond: (replies.length * 1e6) / (user + system) }
}

function functionIn(program: unknown, name: string): (text: string) => Promise<unknown> {
  const found: unknown =
    typeof program === 'object' && program !== null ? Reflect.get(program, name) : undefined
  if (typeof found !== 'function') throw new Error(`${classifierFolder} has no function ${name}`)
  return async (text) => Reflect.apply(found, undefined, [text])
}

function labelOf(answer: unknown): string {
  const label: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'label') : undefined
  return typeof label === 'string' ? label : ''
}
