import { z } from 'zod'
import { type ChannelKind, setting } from '../channel-kind.ts'
import { mailAddress } from './settings.ts'

/**
 * Mail that does not pass through the server that is watched: by another relay, or straight to the
 * recipient's MX. A relay on this host is refused: the warning would wait in the queue that is stuck.
 */
const relay = z
  .string()
  .regex(
    /^[^\s:[\]]+:\d{1,5}$|^\[[0-9a-fA-F:.]+\]:\d{1,5}$/,
    'must be host:port, such as smtp.example.net:465',
  )
  .refine(
    (where) => !/^(localhost|127\.|\[::1\])/i.test(where),
    'must not be this server: its queue may be what is stuck',
  )

export const email: ChannelKind = {
  kind: 'email',
  summary: 'mail by another relay, or straight to the recipient’s server, never through this one',
  settings: {
    to: { about: 'who is told; best an address at another provider' },
    from: { about: 'envelope sender, such as alerts@example.org' },
    relay: { about: 'host:port of a relay (465: TLS at once, else STARTTLS)', optional: true },
    user: { about: 'log-in at the relay', optional: true },
  },
  secret: { about: 'password at the relay', optional: true },
  schema: z.strictObject({
    to: mailAddress,
    from: mailAddress,
    relay: relay.optional().transform((where) => where ?? ''),
    user: z
      .string()
      .optional()
      .transform((user) => user ?? ''),
  }),
  deliver(given, _alert, { title, lines }) {
    const optional = (name: string) => setting(given, name) || undefined
    return {
      via: 'mail',
      from: setting(given, 'from'),
      to: setting(given, 'to'),
      subject: title,
      text: `${lines.join('\n\n')}\n`,
      relay: optional('relay'),
      user: optional('user'),
      password: given.secret || undefined,
    }
  },
}
