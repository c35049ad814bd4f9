/** Programs by the port that they listen on by default. */
const byPort = new Map([
  [11332, 'rspamd'],
  [8891, 'opendkim'],
  [8893, 'opendmarc'],
  [8894, 'clamav-milter'],
  [10023, 'postgrey'],
  [10024, 'amavis'],
  [7777, 'iredapd'],
  [9999, 'policyd'],
  [10031, 'cbpolicyd'],
  [12340, 'dovecot'],
])

const byWord = [
  'rspamd',
  'opendkim',
  'opendmarc',
  'clamav-milter',
  'spamass-milter',
  'postgrey',
  'postsrsd',
  'milter-greylist',
  'amavis',
  'dovecot',
  'clamav',
]

/** Which program most likely serves an endpoint such as `inet:127.0.0.1:11332` or `unix:/run/opendkim/s`. */
export function programAt(endpoint: string): string | undefined {
  const word = byWord.find((one) => endpoint.includes(one))
  const port = Number(/(\d{2,5})(?:@.*)?$/.exec(endpoint)?.[1])
  return word ?? byPort.get(port)
}
