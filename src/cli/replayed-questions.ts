import type { World } from '../access/world.ts'
import { recipientStatuses } from '../logs/trace/message.ts'
import { traceDocument } from '../report/trace-json.ts'
import { foundSchema } from '../server/api/messages-schema.ts'
import type { HostQuestions } from '../server/console-data.ts'
import { collectingIo } from './collecting-io.ts'
import { explainForConsole } from './explain-for-console.ts'
import { ownLogs } from './own-logs.ts'
import { inOrderOfTime } from './read-logs.ts'
import { meaningIn } from './reply-meaning.ts'
import { traceMessages } from './run-trace.ts'

/** Questions about a recorded host: its logs are small, and all there is. */
export function replayedQuestions({ host, clock }: World): HostQuestions {
  return {
    async trace({ since: _since, until: _until, status, ...texts }, language, signal) {
      const { files, chosen, problems } = await ownLogs(host, clock.now())
      const io = collectingIo(language, signal)
      // The record is from a day of its own: "yesterday" is not asked of it.
      const names = status?.split(',') ?? []
      const query = { ...texts, statuses: recipientStatuses.filter((one) => names.includes(one)) }
      const result = await traceMessages(await inOrderOfTime(files, undefined), query, {
        year: undefined,
        io,
      })
      const { messages, refusals } = traceDocument(result, meaningIn(language))
      return foundSchema.parse({ messages, refusals, notes: [...chosen, ...problems, ...io.warnings] })
    },
    explain: explainForConsole,
  }
}
