import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { acknowledge } from '../../watch/incidents/incident-log.ts'
import { ApiError } from '../api-error.ts'
import { type Route, route, type Services } from '../route.ts'
import { detailOf } from './incident-answer.ts'
import { incidentDetailSchema } from './incident-schema.ts'
import { existing, incidentPath, surroundings } from './incidents.ts'

const note = z.string().trim().max(2_000)

/** What a person does about one incident. The answer is the incident as it is then. */
export const incidentActRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/incidents/{id}/acknowledge',
    summary: 'Somebody is at it',
    needs: 'operate',
    audit: 'incident-acknowledged',
    params: incidentPath,
    body: z.object({ note: note.default('') }),
    answer: incidentDetailSchema,
    handle: (services, { params, body, caller, language, note: noted }) => {
      const { store, clock } = services.data
      existing(services, params.id)
      acknowledge(store, params.id, { at: clock.now(), by: caller.name, note: body.note })
      noted(`#${params.id}`)
      return changed(services, params.id, 'acknowledged', language)
    },
  }),
  route({
    method: 'post',
    path: '/incidents/{id}/notes',
    summary: 'A note for its story',
    needs: 'operate',
    audit: 'incident-noted',
    params: incidentPath,
    body: z.object({ text: note.min(1) }),
    answer: incidentDetailSchema,
    handle: (services, { params, body, caller, language, note: noted }) => {
      const { store, clock } = services.data
      existing(services, params.id)
      const event = { at: clock.now(), kind: 'noted', who: caller.name, text: body.text }
      store.incidents.addEvent(params.id, event)
      noted(`#${params.id}`)
      return changed(services, params.id, 'noted', language)
    },
  }),
  route({
    method: 'post',
    path: '/incidents/{id}/mute',
    summary: 'Tell nobody of it for a while; what it kept back is told afterwards',
    needs: 'operate',
    audit: 'incident-muted',
    params: incidentPath,
    body: z.object({
      hours: z
        .number()
        .positive()
        .max(24 * 365),
      reason: note.min(1),
    }),
    answer: incidentDetailSchema,
    handle: (services, { params, body, caller, language, note: noted }) => {
      const { store, clock } = services.data
      const { key } = existing(services, params.id)
      const now = clock.now()
      store.transaction(() => {
        const untilAt = now + Math.round(body.hours * 3_600_000)
        store.mutes.add({ scope: key, fromAt: now, untilAt, who: caller.name, reason: body.reason })
        store.incidents.addEvent(params.id, { at: now, kind: 'muted', who: caller.name, text: body.reason })
      })
      noted(`#${params.id} ${body.hours} h`)
      return changed(services, params.id, 'muted', language)
    },
  }),
  route({
    method: 'delete',
    path: '/incidents/{id}/mute',
    summary: 'End the mutes of this incident',
    needs: 'operate',
    audit: 'incident-unmuted',
    params: incidentPath,
    answer: incidentDetailSchema,
    handle: (services, { params, caller, language, note: noted }) => {
      const { store, clock } = services.data
      const { key } = existing(services, params.id)
      const own = store.mutes.all().filter(({ scope }) => scope === key)
      if (own.length === 0) throw new ApiError('not-found', 'this incident has no mute of its own')
      store.transaction(() => {
        for (const { id } of own) store.mutes.remove(id)
        const at = clock.now()
        store.incidents.addEvent(params.id, { at, kind: 'unmuted', who: caller.name, text: '' })
      })
      noted(`#${params.id}`)
      return changed(services, params.id, 'unmuted', language)
    },
  }),
]

/** Tells those who look on, and answers with the incident as it is now. */
function changed(services: Services, id: number, change: string, language: 'en' | 'zh') {
  const { store, events, clock } = services.data
  const incident = existing(services, id)
  const { diagnosis, worst: severity } = incident
  const at = isoTime(clock.now())
  events.publish({ kind: 'incident', at, id, change, title: diagnosis.title, severity })
  return detailOf(incident, store.incidents.events(id), surroundings(services, language))
}
