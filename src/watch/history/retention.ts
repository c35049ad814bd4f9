import { z } from 'zod'
import type { Retention } from '../../store/history-store.ts'
import type { Store } from '../../store/store.ts'

const day = 86_400
const noteName = 'retention'

/** How long what was seen is kept. */
export const retentionSchema = z
  .strictObject({
    minutesDays: z.int().min(1).max(31).default(3).describe('figures by the minute, in days'),
    hoursDays: z.int().min(14).max(3_660).default(400).describe('figures by the hour, in days'),
    daysDays: z.int().min(31).max(7_320).default(3_650).describe('figures by the day, in days'),
    incidentsDays: z.int().min(31).max(7_320).default(1_096).describe('incidents that are over, in days'),
    mostMegabytes: z
      .int()
      .min(20)
      .max(100_000)
      .default(450)
      .describe('all of it at the most: beyond that the oldest of the finest goes'),
  })
  .refine(({ minutesDays, hoursDays, daysDays }) => minutesDays <= hoursDays && hoursDays <= daysDays, {
    error: 'what is finer cannot be kept longer than what is coarser',
    path: ['hoursDays'],
  })
  .readonly()

export type RetentionSettings = z.infer<typeof retentionSchema>

/** A year of one host stays below 500 MB (`npm run bench:watch`); the bound holds whatever happens. */
export const usualRetention: RetentionSettings = retentionSchema.parse({})

/** What an admin has set, or the usual. */
export function retentionIn({ notes }: Pick<Store, 'notes'>): RetentionSettings {
  const kept = notes.get(noteName)
  return kept === undefined ? usualRetention : retentionSchema.parse(JSON.parse(kept))
}

export function keepRetention({ notes }: Pick<Store, 'notes'>, settings: RetentionSettings): void {
  notes.put(noteName, JSON.stringify(settings))
}

/** As the store wants it: in seconds and bytes. */
export function historyRetention(settings: RetentionSettings): Retention {
  const { minutesDays, hoursDays, daysDays, mostMegabytes } = settings
  return {
    keep: { 60: minutesDays * day, 3600: hoursDays * day, 86400: daysDays * day },
    mostBytes: mostMegabytes * 1e6,
  }
}
