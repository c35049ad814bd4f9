import { z } from 'zod'
import { type ChannelKind, jsonPost } from '../channel-kind.ts'

/** A card for the "When a Teams webhook request is received" workflow. Text blocks know some Markdown. */
function block(text: string, more: object = {}) {
  return { type: 'TextBlock', text: text.replace(/[\\*_[\]]/g, String.raw`\$&`), wrap: true, ...more }
}

export const teams: ChannelKind = {
  kind: 'teams',
  summary: 'a card in Microsoft Teams by a workflow webhook',
  settings: {},
  secret: { about: 'the whole address of the workflow: who knows it can post' },
  schema: z.strictObject({}),
  deliver({ secret }, _alert, { title, lines }) {
    const content = {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.4',
      body: [block(title, { weight: 'Bolder', size: 'Medium' }), ...lines.map((line) => block(line))],
    }
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
    return jsonPost(secret, { type: 'message', attachments: [attachment] })
  },
}
