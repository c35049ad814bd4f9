/**
 * Strangers' addresses for which no server but theirs should take mail. The domains exist and belong to the
 * registries of the Internet (RFC 2606 §3); as nothing but RCPT is ever sent, nobody there gets anything.
 */
export const relayRecipients = ['mailmedic-relay-test@example.com', 'mailmedic-relay-test@iana.org'] as const

/** The same stranger, written so that careless servers take it for one of their own. */
export function disguisedRecipients(domain: string, address: string): readonly string[] {
  const [local, foreign] = relayRecipients[0].split('@')
  const literal = address.includes(':') ? `[IPv6:${address}]` : `[${address}]`
  return [
    `${local}%${foreign}@${domain}`,
    `"${local}@${foreign}"@${domain}`,
    `${local}%${foreign}@${literal}`,
  ]
}

/** An address that nobody has; always the same, so that a capture can be asked again. */
export function inventedRecipient(domain: string): string {
  return `mailmedic-nobody-7f3a91c2@${domain}`
}
