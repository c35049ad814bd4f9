import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type ChannelKind, jsonPost, setting } from '../channel-kind.ts'
import { httpUrl } from './settings.ts'

/**
 * The alert itself as JSON, for programs. Signed where a secret was given, as Standard Webhooks does
 * (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, base64.
 */
export const webhook: ChannelKind = {
  kind: 'webhook',
  summary: 'a POST with the alert as JSON, signed',
  settings: { url: { about: 'where to, such as https://example.org/hook' } },
  secret: { about: 'key that signs the body', optional: true },
  schema: z.strictObject({ url: httpUrl }),
  deliver(given, alert, wording) {
    const body = JSON.stringify({ ...alert, text: [wording.title, ...wording.lines].join('\n') })
    const seconds = String(Math.floor(alert.at / 1_000))
    const signed = createHmac('sha256', given.secret)
      .update(`${alert.id}.${seconds}.${body}`)
      .digest('base64')
    const headers = {
      'webhook-id': alert.id,
      'webhook-timestamp': seconds,
      ...(given.secret === '' ? {} : { 'webhook-signature': `v1,${signed}` }),
    }
    return { ...jsonPost(setting(given, 'url'), undefined, headers), body }
  },
}
