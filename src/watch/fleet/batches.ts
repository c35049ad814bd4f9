import { createHash, randomUUID } from 'node:crypto'
import type { Store } from '../../store/store.ts'
import { readings, totals } from '../history/measures.ts'
import { type Incident, incidentSchema } from '../incidents/incident.ts'
import { agentIdentity, keepIdentity } from './agent-identity.ts'
import { type Batch, batchSchema, type Item, mostBatchBytes, mostItems, type Receipt } from './report.ts'

const hourSeconds = 3_600
/** Figures of hours that are longer past do not change any more. */
const figureHours = 48
const toldMilliseconds = 40 * 24 * 3_600_000
/** What was over for longer when the centre first hears of this host is history. */
const overMilliseconds = 30 * 24 * 3_600_000
const mostSubjects = 50
const mostEvidence = 4
const longestEvidence = 500

/**
 * The batch that is to be sent: the one that waits, else a new one of all that changed since, the incidents
 * first. Kept before it is sent, and the same until the centre has it. Undefined: there is no news. The
 * incidents and figures themselves are the buffer, so it is bounded as they are.
 */
export function nextBatch(store: Store, now: number): Batch | undefined {
  const waiting = waitingBatch(store)
  if (waiting !== undefined) return waiting
  return store.transaction(() => {
    const told = store.reports.told()
    const news = [...thingsOf(store, now)].filter(({ thing, digest }) => told.get(thing) !== digest)
    const chosen = firstThatFit(news)
    if (chosen.length === 0) return undefined
    const identity = agentIdentity(store, now)
    const batch = { sequence: identity.sequence + 1, id: randomUUID(), items: chosen.map(({ item }) => item) }
    keepIdentity(store, { ...identity, sequence: batch.sequence })
    for (const { thing, digest } of chosen) store.reports.putTold(thing, digest, now)
    store.reports.forgetTold(now - toldMilliseconds)
    store.reports.putPending({ sequence: batch.sequence, document: JSON.stringify(batch) })
    return batch
  })
}

/**
 * The centre said what it keeps. Where that is less than it said before, it lost something (a backup was
 * restored, this host was forgotten); where it is more than was ever sent, we did: then the numbers begin
 * anew, and all is said again.
 */
export function takeReceipt(store: Store, receipt: Receipt, now: number): void {
  store.transaction(() => {
    const identity = agentIdentity(store, now)
    const { acknowledged, stream } = receipt
    const waiting = waitingBatch(store)
    const isOther =
      stream !== identity.stream ||
      acknowledged > identity.sequence ||
      acknowledged < identity.acknowledged ||
      (acknowledged === waiting?.sequence && receipt.batch !== waiting.id)
    if (isOther) {
      store.reports.removePending()
      store.reports.clearTold()
      const next = Math.max(now, stream + 1, identity.stream + 1)
      keepIdentity(store, { ...identity, stream: next, sequence: 0, acknowledged: 0 })
      return
    }
    if (acknowledged === waiting?.sequence) store.reports.removePending()
    if (acknowledged !== identity.acknowledged) keepIdentity(store, { ...identity, acknowledged })
  })
}

function waitingBatch(store: Store): Batch | undefined {
  const row = store.reports.pending()
  return row === undefined ? undefined : batchSchema.parse(JSON.parse(row.document))
}

interface Thing {
  readonly thing: string
  readonly digest: string
  readonly item: Item
}

/** All that the centre is to know, as it is now. */
function* thingsOf(store: Store, now: number): Generator<Thing> {
  for (const { id, document } of store.incidents.current(now - overMilliseconds)) {
    const incident = incidentSchema.parse(JSON.parse(document))
    if (incident.hosts !== undefined || incident.state === 'suspected') continue
    const item = { kind: 'incident', incident: shortened(incident) } as const
    // That it is still there is no news.
    const digest = digestOf({ ...item.incident, lastSeenAt: 0, clearSince: 0 })
    yield { thing: `incident ${id}`, digest, item }
  }
  const nowSeconds = Math.floor(now / 1_000)
  const span = { from: nowSeconds - figureHours * hourSeconds, until: nowSeconds + hourSeconds }
  for (const measure of [...totals, ...readings]) {
    const subjects = store.history.subjects(measure).slice(0, mostSubjects)
    for (const subject of subjects) {
      for (const point of store.history.points(measure, subject, hourSeconds, span)) {
        const item = { kind: 'figure', measure, subject, ...point } as const
        yield { thing: `figure ${measure} ${subject} ${point.at}`, digest: digestOf(point), item }
      }
    }
  }
}

/** What a centre shows of it; all else is on the host. */
function shortened(incident: Incident): Incident {
  const { diagnosis } = incident
  const evidence = diagnosis.evidence
    .slice(0, mostEvidence)
    .map((one) => ({ ...one, text: one.text.slice(0, longestEvidence) }))
  const { untold: _untold, ...told } = incident
  return { ...told, diagnosis: { ...diagnosis, evidence } }
}

function firstThatFit(things: readonly Thing[]): Thing[] {
  const chosen: Thing[] = []
  let bytes = 0
  for (const one of things.slice(0, mostItems)) {
    bytes += JSON.stringify(one.item).length
    if (bytes > mostBatchBytes && chosen.length > 0) break
    chosen.push(one)
  }
  return chosen
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}
