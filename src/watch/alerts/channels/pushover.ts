import { z } from 'zod'
import { type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { filled, httpUrl } from './settings.ts'

/** https://pushover.net/api: title 250 and message 1,024 characters; 1 passes quiet hours. */
const longestMessage = 1_024
const priorities = { critical: 1, high: 1, medium: 0, low: -1, info: -1 } as const

export const pushover: ChannelKind = {
  kind: 'pushover',
  summary: 'a push message through Pushover',
  settings: {
    user: { about: 'key of the user or group' },
    url: { about: 'another server of the API', optional: true },
  },
  secret: { about: 'token of the application' },
  schema: z.strictObject({
    user: filled,
    url: httpUrl.optional().transform((url) => url ?? 'https://api.pushover.net'),
  }),
  deliver(given, alert, { title, lines }) {
    return jsonPost(under(setting(given, 'url'), '/1/messages.json'), {
      token: given.secret,
      user: setting(given, 'user'),
      title,
      message: lines.join('\n').slice(0, longestMessage),
      priority: alert.kind === 'over' ? -1 : priorities[alert.severity],
    })
  },
}
