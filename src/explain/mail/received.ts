/** One server's acceptance of the mail. */
export interface Hop {
  readonly from: string | undefined
  readonly by: string | undefined
  /** Numeric address of the client, as the server saw it. */
  readonly address: string | undefined
  /** What the client called itself. */
  readonly helo: string | undefined
  readonly protocol: string | undefined
  readonly encrypted: boolean
  /** When this server took the mail, milliseconds since 1970. */
  readonly at: number | undefined
  /** Seconds since the hop before; negative where clocks differ. */
  readonly delaySeconds: number | undefined
}

/** Reads Received fields, the topmost first, into hops, the oldest first. Never throws. */
export function readHops(values: readonly string[]): Hop[] {
  const received = values.map(readReceived).reverse()
  return received.map((hop, index): Hop => {
    const before = received.slice(0, index).findLast(({ at }) => at !== undefined)?.at
    const delaySeconds = hop.at === undefined || before === undefined ? undefined : (hop.at - before) / 1000
    return { ...hop, delaySeconds }
  })
}

/** RFC 5321 §4.4: `from A (B [ip]) by C with ESMTPS id D; date`. */
function readReceived(value: string): Omit<Hop, 'delaySeconds'> {
  const head = value.slice(0, 2_000)
  const protocol = /\bwith\s+([A-Za-z0-9]{2,20})/.exec(head)?.[1]
  const semicolon = value.lastIndexOf(';')
  const date = value.slice(semicolon + 1).replace(/\([^()]{0,60}\)/g, '')
  const at = semicolon < 0 ? Number.NaN : Date.parse(date.trim())
  const by = /\bby\s+([^\s;()]{1,255})/i.exec(head)
  const client = /^\s*from\s/i.test(head) ? head.slice(0, by?.index ?? head.length) : ''
  return {
    from: /\bfrom\s+([^\s;()]{1,255})/i.exec(head)?.[1],
    by: by?.[1],
    ...readClient(client),
    protocol,
    encrypted:
      /^(?:E?SMTPSA?|LMTPS|UTF8SMTPSA?|HTTPS)$/i.test(protocol ?? '') ||
      /\bTLS ?v?1|using TLS|cipher=/i.test(head),
    at: Number.isNaN(at) ? undefined : at,
  }
}

/**
 * Postfix, Sendmail `helo (name [ip])`; Exim `name ([ip] helo=helo)`; qmail `name (HELO helo) (ip)`; Exchange
 * `name (ip)`.
 */
function readClient(text: string): Pick<Hop, 'address' | 'helo'> {
  const bracketed = /\[(?:IPv6:)?([0-9a-f.:]{3,45})\]/i.exec(text)?.[1]
  const bare = /\((?:[^()@\s]{1,100}@)?(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{2,41})\)/i.exec(
    text,
  )?.[1]
  const said = /\b(?:helo|ehlo)[= ]([^\s()]{1,255})/i.exec(text)?.[1]
  return { address: bracketed ?? bare, helo: said ?? /^\s*from\s+([^\s;()]{1,255})/i.exec(text)?.[1] }
}
