import { z } from 'zod'
import { type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { filled, httpUrl } from './settings.ts'

/** https://core.telegram.org/bots/api#sendmessage: plain text, no parse mode, so nothing in it is markup. */
const longestText = 4_096

export const telegram: ChannelKind = {
  kind: 'telegram',
  summary: 'a message of a Telegram bot',
  settings: {
    chat: { about: 'id of the chat, such as -1001234567890' },
    url: { about: 'another server of the bot API', optional: true },
  },
  secret: { about: 'token of the bot, from @BotFather' },
  schema: z.strictObject({
    chat: filled,
    url: httpUrl.optional().transform((url) => url ?? 'https://api.telegram.org'),
  }),
  deliver(given, alert, { title, lines }) {
    const body = {
      chat_id: setting(given, 'chat'),
      text: [title, '', ...lines].join('\n').slice(0, longestText),
      disable_notification: alert.kind === 'over',
      link_preview_options: { is_disabled: true },
    }
    return jsonPost(under(setting(given, 'url'), `/bot${given.secret}/sendMessage`), body)
  },
}
