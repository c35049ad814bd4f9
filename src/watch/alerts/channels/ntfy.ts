import { z } from 'zod'
import { bearer, type ChannelKind, jsonPost, setting } from '../channel-kind.ts'
import { filled, httpUrl } from './settings.ts'

/** https://docs.ntfy.sh/publish/#publish-as-json: priority 1 to 5, tags become emoji. */
const priorities = { critical: 5, high: 4, medium: 3, low: 2, info: 1 } as const

export const ntfy: ChannelKind = {
  kind: 'ntfy',
  summary: 'a push message to phones through ntfy, one’s own or ntfy.sh',
  settings: {
    url: { about: 'the server, such as https://ntfy.sh' },
    topic: { about: 'the topic that the phones follow' },
  },
  secret: { about: 'access token', optional: true },
  schema: z.strictObject({ url: httpUrl, topic: filled }),
  deliver(given, alert, { title, lines }) {
    const body = {
      topic: setting(given, 'topic'),
      title,
      message: lines.join('\n'),
      priority: alert.kind === 'over' ? 2 : priorities[alert.severity],
      tags: [alert.kind === 'over' ? 'white_check_mark' : 'rotating_light'],
      ...(alert.link === undefined ? {} : { click: alert.link }),
    }
    return jsonPost(setting(given, 'url'), body, bearer(given.secret))
  },
}
