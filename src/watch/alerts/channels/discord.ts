import { z } from 'zod'
import { type ChannelKind, jsonPost } from '../channel-kind.ts'

/** https://discord.com/developers/docs/resources/webhook#execute-webhook */
const longestContent = 2_000

/** Discord shows Markdown: what would be markup is shown as it is. */
function escaped(text: string): string {
  return text.replace(/[\\`*_~|>#[\]()<-]/g, String.raw`\$&`)
}

export const discord: ChannelKind = {
  kind: 'discord',
  summary: 'a message in a Discord channel by a webhook',
  settings: {},
  secret: { about: 'the whole address of the webhook: who knows it can post' },
  schema: z.strictObject({}),
  deliver({ secret }, _alert, { title, lines }) {
    const content = escaped([title, ...lines].join('\n')).slice(0, longestContent)
    // Nobody can be called by a name that a log line holds.
    return jsonPost(secret, { content, allowed_mentions: { parse: [] } })
  },
}
