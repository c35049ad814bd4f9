import { z } from 'zod'
import type { ChannelRow } from '../../store/store.ts'
import { routeSchema } from './routes.ts'

/** What every channel has, whatever its kind. `settings` are those of its kind, without its secret. */
const documentSchema = z.object({
  route: routeSchema,
  settings: z.record(z.string(), z.string()),
  language: z.enum(['en', 'zh']).default('en'),
})

export type ChannelDocument = z.infer<typeof documentSchema>

export interface Channel extends ChannelDocument {
  readonly name: string
  readonly kind: string
}

export function parseChannel({ name, kind, document }: Omit<ChannelRow, 'secret'>): Channel {
  return { name, kind, ...documentSchema.parse(JSON.parse(document)) }
}
