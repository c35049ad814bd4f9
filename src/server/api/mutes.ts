import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { topics } from '../../knowledge/verdict.ts'
import type { MuteRow } from '../../store/store.ts'
import { nextWindow, repetitionOf, repetitionSchema } from '../../watch/alerts/maintenance.ts'
import { isConditionOfIncidents } from '../../watch/incidents/condition-names.ts'
import { ApiError } from '../api-error.ts'
import { type Route, route } from '../route.ts'
import { instant } from './incident-schema.ts'

const muteSchema = z.object({
  id: z.int(),
  scope: z.string().describe('*, topic:…, condition:…, or the key of an incident'),
  from: instant,
  until: instant.optional().describe('missing: until somebody ends it'),
  who: z.string(),
  reason: z.string(),
  repeats: repetitionSchema.optional().describe('a maintenance window: it holds again and again'),
  next: z
    .object({ from: instant, until: instant })
    .optional()
    .describe('of a maintenance window: the time that it holds now, or next'),
})

const mutesSchema = z.object({ mutes: z.array(muteSchema).describe('those that hold, or will') })

export type MutesAnswer = z.infer<typeof mutesSchema>

const newMuteSchema = z.object({
  scope: z.string().max(200).refine(isScope, 'all, topic:… or condition:…'),
  from: instant.optional().describe('missing: now'),
  until: instant.optional().describe('may be missing where it repeats: until somebody ends it'),
  reason: z.string().trim().min(1).max(2_000),
  repeats: repetitionSchema.optional(),
})

/** Mutes and maintenance windows of more than one incident. */
export const muteRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/mutes',
    summary: 'Mutes and maintenance windows',
    needs: 'read',
    answer: mutesSchema,
    handle: ({ data }) => {
      const now = data.clock.now()
      const holding = data.store.mutes.all().filter(({ untilAt }) => untilAt === undefined || untilAt > now)
      return { mutes: holding.map((mute) => shownOf(mute, now)) }
    },
  }),
  route({
    method: 'post',
    path: '/mutes',
    summary: 'Tell nobody for a while: of all, a topic or a condition',
    needs: 'operate',
    audit: 'mute-added',
    body: newMuteSchema,
    answer: muteSchema,
    handle: ({ data }, { body, caller, note }) => {
      const fromAt = body.from === undefined ? data.clock.now() : Date.parse(body.from)
      const untilAt = body.until === undefined ? undefined : Date.parse(body.until)
      if (untilAt === undefined && body.repeats === undefined)
        throw new ApiError('not-valid', 'a mute that holds once needs an end', {
          fields: [{ field: 'body.until', message: 'needed, unless it repeats' }],
        })
      if (untilAt !== undefined && untilAt <= fromAt)
        throw new ApiError('not-valid', 'it would end before it begins')
      const scope = body.scope === 'all' ? '*' : body.scope
      const repeats = body.repeats === undefined ? {} : { repeats: JSON.stringify(body.repeats) }
      const mute = { scope, fromAt, untilAt, who: caller.name, reason: body.reason, ...repeats }
      const id = data.store.mutes.add(mute)
      data.events.publish({ kind: 'settings', what: 'mutes' })
      note(`${scope} ${body.repeats === undefined ? '' : 'again and again '}until ${body.until ?? 'ended'}`)
      return shownOf({ id, ...mute }, data.clock.now())
    },
  }),
  route({
    method: 'delete',
    path: '/mutes/{id}',
    summary: 'End a mute early',
    needs: 'operate',
    audit: 'mute-ended',
    params: z.object({ id: z.coerce.number().int().min(1) }),
    answer: z.object({ done: z.literal(true) }),
    handle: ({ data }, { params, note }) => {
      if (!data.store.mutes.remove(params.id)) throw new ApiError('not-found', 'there is no such mute')
      data.events.publish({ kind: 'settings', what: 'mutes' })
      note(String(params.id))
      return { done: true as const }
    },
  }),
]

function isScope(scope: string): boolean {
  const [kind, name] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)]
  if (scope === 'all' || scope === '*') return true
  if (kind === 'topic') return topics.some((topic) => topic === name)
  if (kind === 'host') return name !== ''
  return kind === 'condition' && isConditionOfIncidents(name)
}

function shownOf(mute: MuteRow, now: number): z.infer<typeof muteSchema> {
  const { id, scope, fromAt, untilAt, who, reason } = mute
  const repeats = repetitionOf(mute)
  const next = repeats === undefined ? undefined : nextWindow(repeats, Math.max(now, fromAt))
  return {
    ...{ id, scope, from: isoTime(fromAt), who, reason },
    ...(untilAt === undefined ? {} : { until: isoTime(untilAt) }),
    ...(repeats === undefined ? {} : { repeats }),
    ...(next === undefined ? {} : { next: { from: isoTime(next.from), until: isoTime(next.until) } }),
  }
}
