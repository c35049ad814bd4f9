import { z } from 'zod'
import { type ChannelKind, setting } from '../channel-kind.ts'

export const command: ChannelKind = {
  kind: 'command',
  summary: 'a program on this host: it gets the alert as JSON on standard input',
  settings: { path: { about: 'absolute path, such as /usr/local/bin/page-me' } },
  secret: undefined,
  schema: z.strictObject({ path: z.string().startsWith('/', 'must be an absolute path') }),
  deliver(given, alert, { title, lines }) {
    const input = JSON.stringify({ ...alert, text: [title, ...lines].join('\n') })
    return { via: 'command', path: setting(given, 'path'), input }
  },
}
