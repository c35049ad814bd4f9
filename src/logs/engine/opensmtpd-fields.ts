/** A value without blanks, in quotes or not, of `key=value key=value`; '' where it is missing. */
export function field(fields: string, name: string): string {
  const at = ` ${fields}`.indexOf(` ${name}=`)
  if (at < 0) return ''
  const value = fields.slice(at + name.length + 1, at + name.length + 400)
  return (value.split(' ', 1)[0] ?? '').replace(/^"|"$/g, '')
}

export function quoted(fields: string, name: string): string {
  const open = `${name}="`
  const at = fields.indexOf(open)
  const end = at < 0 ? -1 : fields.indexOf('"', at + open.length)
  return end < 0 ? '' : fields.slice(at + open.length, end)
}

/**
 * At which command a client was refused, with which reply: `RCPT`, `CONNECT` where it had said nothing yet;
 * undefined where the command was not one of a mail's, or only out of order (503).
 */
export function refusedStage(command: string, result: string): string | undefined {
  const stage = command === '' ? 'CONNECT' : (command.split(' ', 1)[0] ?? '').toUpperCase()
  const isMail = /^(?:CONNECT|MAIL|RCPT|DATA|EHLO|HELO)$/.test(stage)
  return isMail && /^[45]\d\d(?: |-|$)/.test(result) && !result.startsWith('503') ? stage : undefined
}
