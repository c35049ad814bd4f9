import { type ConsoleEvent, consoleEventSchema } from '../console-event.ts'
import { type Route, stream } from '../route.ts'

export const eventRoutes: readonly Route[] = [
  stream({
    method: 'get',
    path: '/events',
    summary: 'Changes of incidents and looks, one server-sent event each, until the caller is gone',
    needs: 'read',
    answer: consoleEventSchema,
    async *events({ data }, { signal }): AsyncGenerator<ConsoleEvent> {
      yield { kind: 'hello', version: data.version }
      yield* data.events.follow(signal)
    },
  }),
]
