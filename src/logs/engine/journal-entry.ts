/**
 * A syslog line for one entry of the journal, or of Docker's json-file driver (`log`, `time`). Newlines of
 * a message become blanks: one entry is one line.
 */
export function journalLine(fields: ReadonlyMap<string, unknown>): string {
  const docker = fields.get('log')
  if (typeof docker === 'string') return dockerLine(docker, textOf(fields.get('time')))
  const microseconds = Number(textOf(fields.get('__REALTIME_TIMESTAMP')))
  const date = new Date(Number.isFinite(microseconds) ? Math.floor(microseconds / 1000) : 0)
  const stamp = Number.isNaN(date.getTime()) ? '1970-01-01T00:00:00.000Z' : date.toISOString()
  const host = word(fields.get('_HOSTNAME'), 'localhost')
  const program = word(fields.get('SYSLOG_IDENTIFIER') ?? fields.get('_COMM'), 'unknown')
  const pid = word(fields.get('SYSLOG_PID') ?? fields.get('_PID'), '0')
  return `${stamp} ${host} ${program}[${pid}]: ${message(fields.get('MESSAGE'))}`
}

/** The line in the container may have a stamp of its own; the container's is used where it has none. */
function dockerLine(log: string, time: string): string {
  const text = oneLine(log.replace(/\r?\n$/, ''))
  const isDated = /^(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:)/.test(text)
  return isDated ? text : `${time.replace(/\s/g, '')} container ${text}`
}

/** Text, an array of byte values, an array of texts (a field set twice), or null (too long). */
function message(value: unknown): string {
  if (!Array.isArray(value)) return oneLine(textOf(value))
  if (!value.every((part) => typeof part === 'number')) return oneLine(textOf(value[0]))
  return oneLine(Buffer.from(value).toString('utf8'))
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ')
}

function word(value: unknown, missing: string): string {
  const text = textOf(value).replace(/\s/g, '_')
  return text === '' ? missing : text
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0])
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
