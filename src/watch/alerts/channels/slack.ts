import { z } from 'zod'
import { type ChannelKind, jsonPost } from '../channel-kind.ts'

/** https://docs.slack.dev/messaging/formatting-message-text: these three are markup, all else is text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export const slack: ChannelKind = {
  kind: 'slack',
  summary: 'a message in Slack (or Mattermost, Rocket.Chat) by an incoming webhook',
  settings: {},
  secret: { about: 'the whole address of the incoming webhook: who knows it can post' },
  schema: z.strictObject({}),
  deliver({ secret }, _alert, { title, lines }) {
    return jsonPost(secret, { text: escaped([title, ...lines].join('\n')), unfurl_links: false })
  },
}
