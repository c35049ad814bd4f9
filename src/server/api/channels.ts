import { z } from 'zod'
import type { ChannelRow } from '../../store/store.ts'
import type { ChannelKind } from '../../watch/alerts/channel-kind.ts'
import { parseChannel } from '../../watch/alerts/channel-settings.ts'
import { channelKinds } from '../../watch/alerts/channels/all.ts'
import { routeSchema } from '../../watch/alerts/routes.ts'
import { ApiError } from '../api-error.ts'
import { type Route, route, type Services } from '../route.ts'
import { nameSchema } from './session.ts'

const settingsSchema = z.record(z.string().max(100), z.string().max(2_000))

const shownSchema = z.object({
  name: z.string(),
  kind: z.string(),
  route: routeSchema,
  settings: settingsSchema.describe('without the secret, which is never shown again'),
  language: z.enum(['en', 'zh']),
})

const neededSchema = z.object({ about: z.string(), optional: z.boolean() })

const channelsSchema = z.object({
  channels: z.array(shownSchema),
  waiting: z.int().describe('alerts that wait to be sent'),
  kinds: z.array(
    z.object({
      kind: z.string(),
      summary: z.string(),
      settings: z.array(neededSchema.extend({ name: z.string() })),
      secret: neededSchema.optional(),
    }),
  ),
})

const newChannelSchema = z.object({
  name: nameSchema,
  kind: z.string().max(50),
  settings: settingsSchema,
  secret: z.string().max(10_000).optional(),
  route: routeSchema.prefault({}),
  language: z.enum(['en', 'zh']).default('en'),
})

/** What is missing stays as it is; the secret, too. */
const changedChannelSchema = z.object({
  settings: settingsSchema.optional(),
  secret: z.string().max(10_000).optional(),
  route: routeSchema.optional(),
  language: z.enum(['en', 'zh']).optional(),
})

const testedSchema = z.object({
  taken: z.boolean().describe('the other side took it'),
  because: z.string().optional().describe('what went wrong'),
})

const channelPath = z.object({ name: z.string().min(1).max(64) })

export type ChannelsAnswer = z.infer<typeof channelsSchema>
export type ChannelTestAnswer = z.infer<typeof testedSchema>

/** A program as root is no setting for a web page: whoever took a session over could run anything. */
const onlyOnTheHost = new Set(['command'])

export const channelRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/channels',
    summary: 'How people are told, and which ways there are',
    needs: 'administer',
    answer: channelsSchema,
    handle: ({ data }) => ({
      channels: data.store.channels.all().map(shownOf),
      waiting: data.store.alerts.waiting(),
      kinds: channelKinds.filter(({ kind }) => !onlyOnTheHost.has(kind)).map(kindShown),
    }),
  }),
  route({
    method: 'post',
    path: '/channels',
    summary: 'Add a way to tell people, or set one anew',
    needs: 'administer',
    audit: 'channel-added',
    body: newChannelSchema,
    answer: shownSchema,
    handle: ({ data }, { body, note }) => {
      const { name, route: wanted, language } = body
      const kind = channelKinds.find((one) => one.kind === body.kind && !onlyOnTheHost.has(one.kind))
      if (kind === undefined) throw new ApiError('not-valid', 'there is no such kind of channel')
      const document = JSON.stringify({ route: wanted, settings: fitting(kind, body.settings), language })
      const row = { name, kind: kind.kind, document, secret: secretOf(kind, body.secret) }
      data.store.channels.put(row)
      data.events.publish({ kind: 'settings', what: 'channels' })
      note(`${name} (${kind.kind})`)
      return shownOf(row)
    },
  }),
  route({
    method: 'patch',
    path: '/channels/{name}',
    summary: 'Change who is told when (severity, topics, escalation, quiet hours, digest), or how',
    needs: 'administer',
    audit: 'channel-changed',
    params: channelPath,
    body: changedChannelSchema,
    answer: shownSchema,
    handle: (services, { params, body, note }) => {
      const before = existing(services, params.name)
      const kind = channelKinds.find((one) => one.kind === before.kind)
      if (kind === undefined) throw new ApiError('could-not-tell', 'this Mailmedic does not know its kind')
      const row = changedRow(before, kind, body)
      services.data.store.channels.put(row)
      services.data.events.publish({ kind: 'settings', what: 'channels' })
      note(`${row.name}: ${Object.keys(body).join(', ')}`)
      return shownOf(row)
    },
  }),
  route({
    method: 'post',
    path: '/channels/{name}/test',
    summary: 'Send a test now',
    needs: 'administer',
    audit: 'channel-tested',
    params: channelPath,
    answer: testedSchema,
    handle: async (services, { params, note }) => {
      const channel = existing(services, params.name)
      note(channel.name)
      if (services.data.testChannel === undefined) throw new ApiError('could-not-tell', 'not from here')
      const because = await services.data.testChannel(channel)
      return { taken: because === undefined, ...(because === undefined ? {} : { because }) }
    },
  }),
  route({
    method: 'delete',
    path: '/channels/{name}',
    summary: 'Remove a way to tell people',
    needs: 'administer',
    audit: 'channel-removed',
    params: channelPath,
    answer: z.object({ done: z.literal(true) }),
    handle: (services, { params, note }) => {
      const { name } = existing(services, params.name)
      services.data.store.channels.remove(name)
      services.data.events.publish({ kind: 'settings', what: 'channels' })
      note(name)
      return { done: true as const }
    },
  }),
]

function existing({ data }: Services, name: string): ChannelRow {
  const channel = data.store.channels.get(name)
  if (channel === undefined) throw new ApiError('not-found', 'there is no such channel')
  return channel
}

function shownOf(row: Omit<ChannelRow, 'secret'>): z.infer<typeof shownSchema> {
  const { name, kind, route: wanted, settings, language } = parseChannel(row)
  return { name, kind, route: wanted, settings, language }
}

function changedRow(
  before: ChannelRow,
  kind: ChannelKind,
  { settings, secret, ...changed }: z.infer<typeof changedChannelSchema>,
): ChannelRow {
  if ((settings !== undefined || secret !== undefined) && onlyOnTheHost.has(kind.kind))
    throw new ApiError('not-allowed', 'what a program of the host is given is changed on the host only')
  const { route: wanted, settings: kept, language } = parseChannel(before)
  const document = {
    ...{ route: wanted, language, ...changed },
    settings: settings === undefined ? kept : fitting(kind, settings),
  }
  return {
    ...before,
    document: JSON.stringify(document),
    secret: secret === undefined ? before.secret : secretOf(kind, secret),
  }
}

function kindShown({ kind, summary, settings, secret }: ChannelKind) {
  return {
    ...{ kind, summary },
    settings: Object.entries(settings).map(([name, { about, optional = false }]) => ({
      ...{ name, about, optional },
    })),
    ...(secret === undefined ? {} : { secret: { about: secret.about, optional: secret.optional ?? false } }),
  }
}

function fitting(kind: ChannelKind, settings: Readonly<Record<string, string>>) {
  const parsed = kind.schema.safeParse(settings)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: ['settings', ...path.map(String)].join('.'),
    message,
  }))
  throw new ApiError('not-valid', `a channel of kind ${kind.kind} needs other settings`, { fields })
}

function secretOf({ kind, secret }: ChannelKind, given = ''): string {
  if (secret === undefined) return ''
  if (given.trim() === '' && secret.optional !== true)
    throw new ApiError('not-valid', `${kind} needs a secret: ${secret.about}`, {
      fields: [{ field: 'secret', message: secret.about }],
    })
  return given.trim()
}
