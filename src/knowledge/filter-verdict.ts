import type { FilterEndpoint } from '../collect/postfix/filter-endpoints.ts'
import type { MailLog } from '../logs/mail-log.ts'
import { programAt } from './filter-programs.ts'
import { isOver, type LoggedTrouble, loggedTrouble } from './logged-trouble.ts'

/** Nobody answers there now: seen by trying, or by the log and nothing that speaks against it. */
export interface DeadFilter {
  readonly certain: boolean
  readonly logged: LoggedTrouble | undefined
  readonly since: { readonly since?: number }
  readonly marks: readonly string[]
  readonly program: string
}

const wordsOf = { milter: 'Milter service', policy: 'connect to' } as const

/** Is a milter or policy service dead? `undefined`: it answers, or that could not be told. */
export function deadFilter(
  filter: FilterEndpoint,
  log: MailLog | undefined,
  now: number | undefined,
): DeadFilter | undefined {
  const { endpoint, state } = filter
  const { text, host, port, socketPath } = endpoint
  const seen = state.status === 'known' ? state.value.state : 'unclear'
  if (seen === 'answers') return undefined
  const all = log === undefined ? undefined : loggedTrouble(log, { contains: wordsOf[filter.use] })
  const groups = all?.groups.filter((group) => group.text.includes(addressIn(text))) ?? []
  const logged =
    groups.length === 0
      ? undefined
      : {
          groups,
          count: groups.reduce((sum, { count }) => sum + count, 0),
          since: Math.min(...groups.map(({ firstAt }) => firstAt)),
          until: Math.max(...groups.map(({ lastAt }) => lastAt)),
          evidence: groups.slice(0, 3).map(({ lastExample }) => lastExample),
        }
  const current =
    logged !== undefined &&
    log !== undefined &&
    now !== undefined &&
    !isOver(log, now, logged.until, 'postfix')
  const isDead = seen !== 'unclear'
  if (!isDead && !current) return undefined
  return {
    certain: isDead,
    logged,
    since: logged === undefined ? {} : { since: logged.since },
    marks: [
      `socket:${socketPath ?? text}`,
      `socket:${text}`,
      ...(port === undefined ? [] : [`endpoint:${host}:${port}`, `port:${port}`]),
      ...(programAt(text) === undefined ? [] : [`unit:${programAt(text)}.service`]),
    ],
    program: programAt(text) ?? text,
  }
}

/** `inet:localhost:11332` is logged whole; for a policy service Postfix leaves the type out. */
function addressIn(text: string): string {
  return text.slice(text.indexOf(':') + 1)
}
