import { z } from 'zod'
import type { Store } from '../../store/store.ts'
import { keepRetention, retentionIn, retentionSchema, usualRetention } from '../../watch/history/retention.ts'
import { type Route, route } from '../route.ts'

const settingsSchema = z.object({
  retention: retentionSchema.describe('how long what was seen is kept'),
})

const shownSchema = settingsSchema.extend({
  usual: settingsSchema.describe('what holds where nobody has set anything'),
  bytes: z.int().describe('how large all that is kept is now'),
})

export type SettingsAnswer = z.infer<typeof shownSchema>

/** What holds for the whole watch; who is told when is a matter of each channel. */
export const settingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/settings',
    summary: 'Settings of the watch',
    needs: 'administer',
    answer: shownSchema,
    handle: ({ data }) => shownOf(data.store),
  }),
  route({
    method: 'put',
    path: '/settings',
    summary: 'Set them anew; what is missing is as usual',
    needs: 'administer',
    audit: 'settings-changed',
    body: z.strictObject({ retention: retentionSchema }),
    answer: shownSchema,
    handle: ({ data }, { body, note }) => {
      const before = retentionIn(data.store)
      keepRetention(data.store, body.retention)
      data.events.publish({ kind: 'settings', what: 'settings' })
      note(differences(before, body.retention) || 'nothing changed')
      return shownOf(data.store)
    },
  }),
]

function shownOf(store: Store): SettingsAnswer {
  return {
    retention: retentionIn(store),
    usual: { retention: usualRetention },
    bytes: store.history.bytes(),
  }
}

/** `hoursDays 400 → 90`. */
function differences(before: object, after: object): string {
  const old = new Map(Object.entries(before))
  return Object.entries(after)
    .filter(([name, value]) => old.get(name) !== value)
    .map(([name, value]) => `${name} ${old.get(name)} → ${value}`)
    .join(', ')
}
