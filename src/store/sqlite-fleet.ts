import type {
  AgentFigureRow,
  AgentIncidentRow,
  AgentRow,
  BatchRow,
  FleetStore,
  ReportStore,
} from './fleet-store.ts'
import { numberOf, optionalNumber, type Row, textOf } from './rows.ts'
import type { SqlConnection } from './sql.ts'

export function sqliteFleet(database: SqlConnection): FleetStore {
  return {
    ...agentsIn(database),
    ...incidentsIn(database),
    ...figuresIn(database),
    ...forgettingIn(database),
  }
}

function agentsIn(database: SqlConnection): Pick<FleetStore, 'agents' | 'agent' | 'putAgent'> {
  const all = database.prepare('SELECT * FROM agent ORDER BY host, id')
  const one = database.prepare('SELECT * FROM agent WHERE id = ?')
  const put = database.prepare(
    `INSERT INTO agent (id, host, token, stream, sequence, batch, first_at, reported_at, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET host = excluded.host, stream = excluded.stream,
       sequence = excluded.sequence, batch = excluded.batch, reported_at = excluded.reported_at, document = excluded.document`,
  )
  return {
    agents: () => all.all().map(agentOf),
    agent: (id) => {
      const row = one.get(id)
      return row === undefined ? undefined : agentOf(row)
    },
    putAgent: ({ id, host, token, stream, sequence, batch, firstAt, reportedAt, document }) => {
      put.run(id, host, token, stream, sequence, batch, firstAt, reportedAt, document)
    },
  }
}

function incidentsIn(database: SqlConnection): Pick<FleetStore, 'putIncident' | 'incidents'> {
  const put = database.prepare(
    `INSERT INTO agent_incident (agent, id, state, over_at, document) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (agent, id) DO UPDATE SET state = excluded.state, over_at = excluded.over_at,
       document = excluded.document`,
  )
  const current = database.prepare(
    `SELECT * FROM agent_incident WHERE state <> 'over' OR over_at >= ? ORDER BY agent, id`,
  )
  return {
    putIncident: ({ agent, id, state, overAt, document }) => {
      put.run(agent, id, state, overAt ?? null, document)
    },
    incidents: (overSince) => current.all(overSince).map(incidentOf),
  }
}

function figuresIn(database: SqlConnection): Pick<FleetStore, 'putFigure' | 'figures'> {
  const put = database.prepare(
    `INSERT INTO agent_figure (agent, measure, subject, at, count, sum, low, high)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (agent, measure, subject, at) DO UPDATE SET count = excluded.count, sum = excluded.sum,
       low = excluded.low, high = excluded.high`,
  )
  const some = database.prepare(
    `SELECT * FROM agent_figure WHERE agent = ? AND measure = ? AND at >= ? AND at < ? ORDER BY subject, at`,
  )
  return {
    putFigure: (agent, { measure, subject, at, count, sum, low, high }) => {
      put.run(agent, measure, subject, at, count, sum, low, high)
    },
    figures: (agent, measure, from, until) => some.all(agent, measure, from, until).map(figureOf),
  }
}

function forgettingIn(database: SqlConnection): Pick<FleetStore, 'removeAgent' | 'clearAgent' | 'forget'> {
  const remove = database.prepare('DELETE FROM agent WHERE id = ?')
  const incidents = database.prepare('DELETE FROM agent_incident WHERE agent = ?')
  const figures = database.prepare('DELETE FROM agent_figure WHERE agent = ?')
  const oldIncidents = database.prepare(`DELETE FROM agent_incident WHERE state = 'over' AND over_at < ?`)
  const oldFigures = database.prepare('DELETE FROM agent_figure WHERE at < ?')
  const clear = (id: string) => {
    incidents.run(id)
    figures.run(id)
  }
  return {
    removeAgent: (id) => {
      clear(id)
      return Number(remove.run(id).changes) > 0
    },
    clearAgent: clear,
    forget: (before) => {
      oldIncidents.run(before)
      oldFigures.run(Math.floor(before / 1_000))
    },
  }
}

function agentOf(row: Row): AgentRow {
  return {
    id: textOf(row, 'id'),
    host: textOf(row, 'host'),
    token: textOf(row, 'token'),
    stream: numberOf(row, 'stream'),
    sequence: numberOf(row, 'sequence'),
    batch: textOf(row, 'batch'),
    firstAt: numberOf(row, 'first_at'),
    reportedAt: numberOf(row, 'reported_at'),
    document: textOf(row, 'document'),
  }
}

function incidentOf(row: Row): AgentIncidentRow {
  return {
    agent: textOf(row, 'agent'),
    id: numberOf(row, 'id'),
    state: textOf(row, 'state'),
    overAt: optionalNumber(row, 'over_at'),
    document: textOf(row, 'document'),
  }
}

function figureOf(row: Row): AgentFigureRow {
  return {
    measure: textOf(row, 'measure'),
    subject: textOf(row, 'subject'),
    at: numberOf(row, 'at'),
    count: numberOf(row, 'count'),
    sum: numberOf(row, 'sum'),
    low: numberOf(row, 'low'),
    high: numberOf(row, 'high'),
  }
}

export function sqliteReports(database: SqlConnection): ReportStore {
  const pending = database.prepare('SELECT * FROM pending_batch ORDER BY sequence LIMIT 1')
  const put = database.prepare('INSERT INTO pending_batch (sequence, document) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM pending_batch')
  const told = database.prepare('SELECT thing, digest FROM told')
  const tell = database.prepare(
    `INSERT INTO told (thing, digest, at) VALUES (?, ?, ?)
     ON CONFLICT (thing) DO UPDATE SET digest = excluded.digest, at = excluded.at`,
  )
  const clear = database.prepare('DELETE FROM told')
  const forget = database.prepare('DELETE FROM told WHERE at < ?')
  return {
    pending: () => {
      const row = pending.get()
      return row === undefined ? undefined : batchOf(row)
    },
    putPending: ({ sequence, document }) => {
      put.run(sequence, document)
    },
    removePending: () => {
      remove.run()
    },
    told: () => new Map(told.all().map((row) => [textOf(row, 'thing'), textOf(row, 'digest')])),
    putTold: (thing, digest, at) => {
      tell.run(thing, digest, at)
    },
    clearTold: () => {
      clear.run()
    },
    forgetTold: (before) => {
      forget.run(before)
    },
  }
}

function batchOf(row: Row): BatchRow {
  return { sequence: numberOf(row, 'sequence'), document: textOf(row, 'document') }
}
