import { z } from 'zod'
import { type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { httpUrl } from './settings.ts'

/** https://developer.pagerduty.com/docs/events-api-v2-overview: one incident there for one of ours. */
const severities = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
} as const

export const pagerduty: ChannelKind = {
  kind: 'pagerduty',
  summary: 'an incident in PagerDuty, closed again when it is over',
  settings: { url: { about: 'another region, such as https://events.eu.pagerduty.com', optional: true } },
  secret: { about: 'integration key of the service (Events API v2)' },
  schema: z.strictObject({
    url: httpUrl.optional().transform((url) => url ?? 'https://events.pagerduty.com'),
  }),
  deliver(given, alert, { title, lines }) {
    return jsonPost(under(setting(given, 'url'), '/v2/enqueue'), {
      routing_key: given.secret,
      event_action: alert.kind === 'over' ? 'resolve' : 'trigger',
      dedup_key: `mailmedic-${alert.host}-${alert.incident ?? alert.id}`,
      payload: {
        summary: title,
        source: alert.host,
        severity: severities[alert.severity],
        class: alert.condition,
        custom_details: { text: lines.join('\n') },
      },
    })
  },
}
