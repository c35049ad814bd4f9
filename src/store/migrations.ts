/**
 * The shape of the database, as steps. `PRAGMA user_version` counts those that were done; each is done
 * whole or not at all. A step that was released is never edited: a new one is added.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    last_seen_at INTEGER NOT NULL,
    over_at INTEGER,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incident_by_state ON incident (state, over_at);

  CREATE TABLE incident_event (
    id INTEGER PRIMARY KEY,
    incident INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incident_event_by_incident ON incident_event (incident, id);

  CREATE TABLE channel (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    secret TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    incident INTEGER,
    channel TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_by_time ON alert (next_try_at);

  CREATE TABLE mute (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    who TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (measure, subject)
  ) STRICT;

  CREATE TABLE figure (
    step INTEGER NOT NULL,
    series INTEGER NOT NULL,
    at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    sum REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    PRIMARY KEY (step, series, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delay (
    step INTEGER NOT NULL,
    series INTEGER NOT NULL,
    at INTEGER NOT NULL,
    buckets TEXT NOT NULL,
    PRIMARY KEY (step, series, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE log_position (
    path TEXT PRIMARY KEY,
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    read_to INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE note (
    name TEXT PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    token TEXT NOT NULL,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    batch TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    reported_at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE agent_incident (
    agent TEXT NOT NULL,
    id INTEGER NOT NULL,
    state TEXT NOT NULL,
    over_at INTEGER,
    document TEXT NOT NULL,
    PRIMARY KEY (agent, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX agent_incident_by_state ON agent_incident (state, over_at);

  CREATE TABLE agent_figure (
    agent TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    sum REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    PRIMARY KEY (agent, measure, subject, at)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX agent_figure_by_time ON agent_figure (at);

  CREATE TABLE pending_batch (
    sequence INTEGER PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE told (
    thing TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE mute ADD COLUMN repeats TEXT;
  `,
]
