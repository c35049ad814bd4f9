import { z } from 'zod'
import { type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { httpUrl } from './settings.ts'

/** https://gotify.net/docs/pushmsg: priority 0 to 10. */
const priorities = { critical: 10, high: 8, medium: 5, low: 2, info: 1 } as const

export const gotify: ChannelKind = {
  kind: 'gotify',
  summary: 'a push message through one’s own Gotify server',
  settings: { url: { about: 'the server, such as https://push.example.org' } },
  secret: { about: 'token of the application' },
  schema: z.strictObject({ url: httpUrl }),
  deliver(given, alert, { title, lines }) {
    const priority = alert.kind === 'over' ? 3 : priorities[alert.severity]
    const body = { title, message: lines.join('\n'), priority }
    return jsonPost(under(setting(given, 'url'), '/message'), body, { 'x-gotify-key': given.secret })
  },
}
