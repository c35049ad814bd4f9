import { z } from 'zod'
import { type ChannelKind, type HttpDelivery, setting } from '../channel-kind.ts'
import { filled, httpUrl } from './settings.ts'

/** Two short messages' worth: what is wrong and what to do first. */
const longestText = 300

function isJson(body: string): boolean {
  return /^\s*[{[]/.test(body)
}

/** Whatever the provider wants: its body is written once, `{text}` is what is said. */
export const sms: ChannelKind = {
  kind: 'sms',
  summary: 'a text message by any provider that takes an HTTP POST',
  settings: {
    url: { about: 'address of the provider' },
    body: { about: 'what to post, such as {"to":"+4915…","text":"{text}"} or to=%2B4915…&text={text}' },
  },
  secret: { about: 'value of the Authorization header', optional: true },
  schema: z.strictObject({
    url: httpUrl,
    body: filled.refine((body) => body.includes('{text}'), 'must hold {text}'),
  }),
  deliver(given, _alert, { title, lines }): HttpDelivery {
    const text = [title, ...lines.slice(1)].join(' · ').slice(0, longestText)
    const body = setting(given, 'body')
    const quoted = isJson(body) ? JSON.stringify(text).slice(1, -1) : encodeURIComponent(text)
    return {
      via: 'http',
      method: 'POST',
      url: setting(given, 'url'),
      headers: {
        'content-type': isJson(body) ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(given.secret === '' ? {} : { authorization: given.secret }),
      },
      body: body.replaceAll('{text}', () => quoted),
    }
  },
}
