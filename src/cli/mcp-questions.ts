import type { World } from '../access/world.ts'
import type { Questions, Told } from '../mcp/questions.ts'
import type { AllowedFiles } from './allowed-files.ts'
import { collectingIo } from './collecting-io.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { openCapture, openWorld } from './open-world.ts'

export interface AnswererOptions {
  readonly io: Io
  readonly language: 'en' | 'zh'
  readonly allowed: AllowedFiles
  /** DNS resolvers for `probe`; none: those of this system. */
  readonly resolvers: readonly string[]
  /** `--state`: where incidents are kept. */
  readonly options: OptionValues
}

/** The commands' own functions, as questions that answer with a document and a text. */
export function questionsHere({ io, language, allowed, resolvers, options }: AnswererOptions): Questions {
  const newIo = () => collectingIo(language, io.interrupted)
  return {
    async check(capture, only) {
      const { chooseConditions } = await import('./run-check.ts')
      const conditions = chooseConditions(only)
      const world =
        capture === undefined ? await openWorld({}) : await openCapture(await allowed.one(capture))
      return toldOfCheck(world, conditions, language)
    },
    async probe(domain, selectors) {
      const [{ openDomain }, { outsideConditions }] = await Promise.all([
        import('./probe-one.ts'),
        import('./outside-conditions.ts'),
      ])
      const world = await openDomain(domain, { dkimSelector: selectors, resolver: resolvers })
      return toldOfCheck(world, outsideConditions([]), language)
    },
    async logs({ files, top, ...window }) {
      const collecting = newIo()
      const [{ readTotals }, { logsDocument }, { logsText }] = await Promise.all([
        import('./run-logs.ts'),
        import('../report/logs-json.ts'),
        import('../report/terminal/logs.ts'),
      ])
      const paths = await allowed.several(files)
      const read = await readTotals(paths, { ...window, top: String(top) }, collecting)
      if (read === undefined) throw new InputError(nothingRead(collecting.warnings))
      return {
        document: logsDocument(read.totals, read.comparison),
        text: logsText(read.totals, collecting, read.comparison),
        notes: collecting.warnings,
      }
    },
    async trace({ files, query, limit, since, until }) {
      const collecting = newIo()
      const asked = { ...query, since, until }
      return toldOfTrace(await allowed.several(files), asked, limit, collecting)
    },
    explain: (text) => toldOfExplain(text, language),
    incidents: (all) => toldOfIncidents(options, all, newIo()),
    incident: (id) => toldOfIncident(options, id, newIo()),
    conditions: (id, topic) => toldOfConditions(id, topic, language),
  }
}

async function toldOfCheck(
  world: World,
  conditions: Parameters<typeof import('./run-check.ts').runCheck>[1],
  language: 'en' | 'zh',
): Promise<Told> {
  const [{ runCheck }, { buildReport }, { renderCheck }, { palette }] = await Promise.all([
    import('./run-check.ts'),
    import('../report/build-report.ts'),
    import('../report/terminal/check.ts'),
    import('../report/terminal/palette.ts'),
  ])
  const report = buildReport(await runCheck(world, conditions), language)
  const telling = report.findings.filter(({ status }) => status === 'problem' || status === 'could-not-tell')
  const view = { width: 100, palette: palette(false), language, verbose: false }
  return {
    // What is fine would fill the answer: it is in the command's own JSON.
    document: { ...report, findings: telling },
    text: renderCheck(report, view),
    notes: [],
  }
}

async function toldOfTrace(
  paths: readonly string[],
  asked: OptionValues,
  limit: number,
  collecting: ReturnType<typeof collectingIo>,
): Promise<Told> {
  const [{ findTraced }, { meaningIn }, { traceDocument }, { traceText }] = await Promise.all([
    import('./run-trace.ts'),
    import('./reply-meaning.ts'),
    import('../report/trace-json.ts'),
    import('../report/terminal/trace.ts'),
  ])
  const result = await findTraced(paths, asked, collecting)
  if (result === undefined) throw new InputError(nothingRead(collecting.warnings))
  const { language, width, colour } = collecting
  const meaning = meaningIn(language)
  return {
    document: traceDocument(result, meaning),
    text: traceText(result, { width, colour, limit, withLines: false, language }, meaning),
    notes: collecting.warnings,
  }
}

async function toldOfExplain(text: string, language: 'en' | 'zh'): Promise<Told> {
  const [{ answersTo }, { explanationData, explanationPage }, { renderExplanations }, { palette }] =
    await Promise.all([
      import('./explain-answer.ts'),
      import('./explain-page.ts'),
      import('../report/terminal/explain.ts'),
      import('../report/terminal/palette.ts'),
    ])
  const answers = await answersTo({ name: undefined, bytes: Buffer.from(text) })
  if (answers.length === 0) throw new UsageError('there is no reply in that text')
  const pages = answers.map((answer) => explanationPage(answer, language))
  return {
    document: { answers: answers.map((answer) => explanationData(answer, language)) },
    text: renderExplanations(pages, [], { width: 100, palette: palette(false), language }),
    notes: [],
  }
}

const latest = 50

async function toldOfIncidents(
  options: OptionValues,
  all: boolean,
  collecting: ReturnType<typeof collectingIo>,
): Promise<Told> {
  const [{ latestIncidents }, { printIncidents }, { openStateToRead }] = await Promise.all([
    import('../watch/incidents/incident-log.ts'),
    import('./print-incidents.ts'),
    import('./state.ts'),
  ])
  const store = await openStateToRead(options)
  try {
    const listed = latestIncidents(store, latest).filter(({ state }) => all || state !== 'over')
    printIncidents(listed, collecting.language, collecting)
    return {
      document: { schema: 'mailmedic.incidents/1', incidents: listed },
      text: collecting.printed(),
      notes: [],
    }
  } finally {
    store.close()
  }
}

async function toldOfIncident(
  options: OptionValues,
  id: number,
  collecting: ReturnType<typeof collectingIo>,
): Promise<Told> {
  const [{ incidentById }, { printIncident }, { openStateToRead }] = await Promise.all([
    import('../watch/incidents/incident-log.ts'),
    import('./print-incidents.ts'),
    import('./state.ts'),
  ])
  const store = await openStateToRead(options)
  try {
    const incident = incidentById(store, id)
    if (incident === undefined) throw new InputError(`there is no incident ${id}`)
    const events = store.incidents.events(id)
    printIncident(incident, events, collecting.language, collecting)
    return {
      document: { schema: 'mailmedic.incident/1', incident, events },
      text: collecting.printed(),
      notes: [],
    }
  } finally {
    store.close()
  }
}

async function toldOfConditions(
  id: string | undefined,
  topic: string | undefined,
  language: 'en' | 'zh',
): Promise<Told> {
  const [{ allConditions }, { conditionData, describeCondition, listConditions }] = await Promise.all([
    import('../knowledge/registry.ts'),
    import('../report/conditions.ts'),
  ])
  const chosen = allConditions.filter(
    (one) => (id === undefined || one.id === id) && (topic === undefined || one.topic === topic),
  )
  const [first] = chosen
  if (first === undefined) throw new UsageError(`there is no condition called ${id ?? ''} ${topic ?? ''}`)
  const schema = 'mailmedic.conditions/1'
  if (id !== undefined)
    return {
      document: { schema, conditions: [conditionData(first)] },
      text: describeCondition(first, language),
      notes: [],
    }
  const short = chosen.map(({ id: name, topic: about, severity, texts }) => ({
    id: name,
    topic: about,
    severity,
    title: texts[language].title,
  }))
  return { document: { schema, conditions: short }, text: listConditions(chosen, language), notes: [] }
}

function nothingRead(warnings: readonly string[]): string {
  return warnings.length === 0 ? 'no log could be read' : warnings.join('; ')
}
