import { createHmac } from 'node:crypto'
import { type AddressBytes, formatAddress } from './address.ts'
import { addressMapping } from './address-mapping.ts'
import {
  type Appearance,
  type KernelTable,
  type Replacement,
  replaceAddresses,
  replaceKernelAddresses,
} from './address-text.ts'
import { renameLocalParts, renameLoggedUsers, replaceSessions } from './mailbox-text.ts'

/** Names of roles and of system accounts (RFC 2142 and what Debian's packages create): nobody's own. */
const roleNames = new Set(
  (
    'abuse admin administrator postmaster hostmaster webmaster root mailer-daemon double-bounce bounce bounces ' +
    'noc security info support sales marketing news usenet uucp ftp www www-data vmail mail daemon nobody bin sys ' +
    'postfix postdrop dovecot dovenull _dovecot dovecot-auth rspamd _rspamd opendkim opendmarc amavis clamav ' +
    'debian-spamd spamd spamassassin redis _redis unbound noreply no-reply do-not-reply donotreply dmarc ' +
    'dmarc-reports tlsrpt test ham spam sender recipient user anonymous'
  ).split(' '),
)

/** What the text is, as far as it matters for addresses in it. */
export type TextKind = 'text' | 'versions' | KernelTable

/**
 * Replaces people's names and machines' addresses by pseudonyms, the same everywhere, so that what was
 * equal stays equal. Local parts become `user-` and hexadecimal digits; public IP addresses become others,
 * with all common prefixes kept (address-mapping.ts). What stays: domains and host names (nothing about
 * DNS could be verified without them), roles (postmaster), special addresses (127.0.0.1, 10.0.0.0/8),
 * well-known public resolvers, names in paths and in maps that are no addresses.
 *
 * First `learn` all texts, then `replace` in them.
 */
export class Pseudonyms {
  readonly #key: Uint8Array
  readonly #mapping: ReturnType<typeof addressMapping>
  readonly #addresses = new Map<string, AddressBytes>()
  readonly #names = new Map<string, string>()
  /** Pseudonym → first spelling seen: what the owner's key file keeps. */
  readonly #originals = new Map<string, string>()
  readonly #seen = new Set<string>()
  readonly #asked = new Set<string>()
  readonly #answered = new Set<string>()

  readonly #replaceAddress: Replacement = (address, appearance) => this.#address(address, appearance)
  readonly #rename = (name: string) => this.#name(name)

  /** `names`: those of an earlier capture made with the same key. */
  constructor(key: Uint8Array, names: CaptureKey['names'] = {}) {
    this.#key = key
    this.#mapping = addressMapping(key)
    for (const [pseudonym, original] of Object.entries(names)) {
      this.#originals.set(pseudonym, original)
      this.#names.set(original.toLowerCase(), pseudonym)
    }
  }

  /**
   * Takes note of what one answer names, and what was asked for it. What the questions name and no
   * other answer does comes from the program itself: it is asked for by the same name in a replay.
   */
  learn(asked: readonly string[], answered: readonly string[], kind: TextKind): void {
    const inQuestion = this.#found(asked, 'text')
    for (const item of inQuestion) this.#asked.add(item)
    for (const item of this.#found(answered, kind)) if (!inQuestion.has(item)) this.#answered.add(item)
  }

  replace(text: string, kind: TextKind = 'text'): string {
    const replaced = rewrite(text, kind, this.#replaceAddress, this.#rename)
    return replaceSessions(replaced, (session) => this.#session(session))
  }

  /** What the owner keeps, to turn the pseudonyms back. */
  ownersKey(): CaptureKey {
    const unchanged = [...this.#asked].filter(
      (item) => !item.startsWith('name ') && !this.#answered.has(item),
    )
    return { key: this.#key, names: Object.fromEntries(this.#originals), unchanged }
  }

  #found(texts: readonly string[], kind: TextKind): Set<string> {
    const found = new Set<string>()
    const collectAddress: Replacement = (address, appearance) => {
      if (appearance === 'doubtful') return undefined
      const item = formatAddress(address)
      if (appearance === 'plain') this.#seen.add(item)
      found.add(item)
      return undefined
    }
    const collectName = (name: string) => {
      found.add(nameItem(name))
      return name
    }
    for (const text of texts) rewrite(text, kind, collectAddress, collectName)
    return found
  }

  #address(address: AddressBytes, appearance: Appearance): AddressBytes | undefined {
    const item = formatAddress(address)
    if (appearance === 'doubtful' && !this.#seen.has(item)) return undefined
    const known = this.#addresses.get(item)
    if (known !== undefined) return known
    const pseudonym = this.#comesFromTheProgram(item) ? address : this.#mapping.forward(address)
    this.#addresses.set(item, pseudonym)
    return pseudonym
  }

  #session(session: string): string {
    const digest = createHmac('sha256', this.#key).update(`session ${session}`).digest('base64')
    return digest.slice(0, Math.min(session.length, 40))
  }

  #name(name: string): string {
    const folded = name.toLowerCase()
    if (roleNames.has(folded) || folded.startsWith('mailmedic')) return name
    if (this.#comesFromTheProgram(nameItem(name))) return name
    const known = this.#names.get(folded)
    if (known !== undefined) return known
    const digest = createHmac('sha256', this.#key).update(`name ${folded}`).digest('hex')
    let digits = 6
    while (this.#originals.has(`user-${digest.slice(0, digits)}`)) digits += 2
    const pseudonym = `user-${digest.slice(0, digits)}`
    this.#names.set(folded, pseudonym)
    this.#originals.set(pseudonym, name)
    return pseudonym
  }

  #comesFromTheProgram(item: string): boolean {
    return this.#asked.has(item) && !this.#answered.has(item)
  }
}

function nameItem(name: string): string {
  return `name ${name.toLowerCase()}`
}

function rewrite(
  text: string,
  kind: TextKind,
  replace: Replacement,
  rename: (name: string) => string,
): string {
  if (kind === 'sockets' || kind === 'interfaces' || kind === 'routes') {
    return replaceKernelAddresses(text, kind, replace)
  }
  // Addresses first: an address literal must not look like a renamed user.
  const addressed = kind === 'versions' ? text : replaceAddresses(text, replace)
  return renameLoggedUsers(renameLocalParts(addressed, rename), rename)
}

/** What turns the pseudonyms of a capture back. It stays with the owner. */
export interface CaptureKey {
  readonly key: Uint8Array
  /** Pseudonym → the name that it stands for. */
  readonly names: Readonly<Record<string, string>>
  /** Addresses that the program asked for by itself: they have no pseudonym. */
  readonly unchanged: readonly string[]
}

/** Turns the pseudonyms in a text (a report about a capture, say) back into names and addresses. */
export function reveal(text: string, { key, names, unchanged }: CaptureKey): string {
  const mapping = addressMapping(key)
  const plain = new Set<string>()
  replaceAddresses(text, (address, appearance) => {
    if (appearance === 'plain') plain.add(formatAddress(address))
    return undefined
  })
  const addressed = replaceAddresses(text, (address, appearance) => {
    const written = formatAddress(address)
    if (appearance === 'doubtful' && !plain.has(written)) return undefined
    return unchanged.includes(written) ? address : mapping.backward(address)
  })
  const known = new Map(Object.entries(names))
  return addressed.replace(/\buser-[0-9a-f]{6,64}\b/g, (pseudonym) => known.get(pseudonym) ?? pseudonym)
}
