import type { LogFile } from '../access/host/log-files.ts'
import type { World } from '../access/world.ts'
import { totalsOf } from '../logs/engine/log-totals.ts'
import { recipientStatuses } from '../logs/trace/message.ts'
import { logsDocument } from '../report/logs-json.ts'
import { logsReportSchema } from '../report/logs-schema.ts'
import { traceDocument } from '../report/trace-json.ts'
import { foundSchema } from '../server/api/messages-schema.ts'
import type { HostQuestions } from '../server/console-data.ts'
import { collectingIo } from './collecting-io.ts'
import { examineCapture } from './examine-capture.ts'
import { explainForConsole } from './explain-for-console.ts'
import { reasonOf } from './log-reasons.ts'
import { ownLogs } from './own-logs.ts'
import { inOrderOfTime, readLogs } from './read-logs.ts'
import { meaningIn } from './reply-meaning.ts'
import { traceMessages } from './run-trace.ts'

const longestList = 20

/** Questions about a recorded host: its logs are small, and all there is. */
export function replayedQuestions(world: World): HostQuestions {
  return {
    async trace({ since: _since, until: _until, status, ...texts }, language, signal) {
      // The record is from a day of its own: "yesterday" is not asked of it.
      const { files, notes } = await logsOf(world)
      const io = collectingIo(language, signal)
      const names = status?.split(',') ?? []
      const query = { ...texts, statuses: recipientStatuses.filter((one) => names.includes(one)) }
      const result = await traceMessages(files, query, { year: undefined, io })
      const { messages, refusals } = traceDocument(result, meaningIn(language))
      return foundSchema.parse({ messages, refusals, notes: [...notes, ...io.warnings] })
    },
    async logs(signal) {
      const { files } = await logsOf(world)
      const { engine } = await readLogs(
        files,
        { classify: reasonOf, year: undefined },
        collectingIo('en', signal),
      )
      return logsReportSchema.parse(logsDocument(totalsOf(engine, longestList)))
    },
    explain: explainForConsole,
    examine: examineCapture,
  }
}

async function logsOf({ host, clock }: World): Promise<{ files: LogFile[]; notes: readonly string[] }> {
  const { files, chosen, problems } = await ownLogs(host, clock.now())
  return { files: await inOrderOfTime(files, undefined), notes: [...chosen, ...problems] }
}
