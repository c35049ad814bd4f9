import { barePrivateKey } from './private-key.ts'

// RFC 7468 and its relatives: PKCS#1, PKCS#8, SEC 1, OpenSSH, OpenPGP.
const beginning = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const ending = '-----END '
/** A key of 16384 bits has 12 kB, an OpenPGP key ring may have more. */
const longestBody = 1 << 16
/** What a body is made of where its end is missing: base64, headers, and escapes in JSON and YAML. */
const bodyCharacters = /[A-Za-z0-9+/=\s\\:,"'-]/

/**
 * Replaces each line of each private key's body by `[redacted]`; all else, and the number of lines,
 * stays. A body without its END marker is taken to go on for as long as it looks like one, so that
 * a BEGIN marker in a log line cannot hide the rest of the log. A key without markers goes as a whole.
 */
export function redactPrivateKeys(content: Buffer): Buffer {
  if (!content.includes('PRIVATE KEY')) {
    return barePrivateKey(content) === undefined ? content : Buffer.from('[redacted]\n')
  }
  const text = content.toString('latin1')
  const parts: string[] = []
  let done = 0
  for (const match of text.matchAll(beginning)) {
    const start = match.index + match[0].length
    if (match.index < done) continue
    const end = bodyEnd(text, start)
    parts.push(text.slice(done, start), text.slice(start, end).replace(/[^\r\n]+/g, '[redacted]'))
    done = end
  }
  parts.push(text.slice(done))
  return Buffer.from(parts.join(''), 'latin1')
}

function bodyEnd(text: string, start: number): number {
  const body = text.slice(start, start + longestBody)
  const marker = body.indexOf(ending)
  if (marker >= 0) return start + marker
  let length = 0
  while (length < body.length && bodyCharacters.test(body.charAt(length))) length += 1
  return start + length
}

/**
 * Whether a private key begins in the head of a file, at the start of a line. Not within a line: anyone
 * can have such a text logged, and a log must not become unreadable by it.
 */
export function beginsPrivateKey(head: Buffer): boolean {
  const text = head.toString('latin1')
  return [...text.matchAll(beginning)].some(({ index }) => index === 0 || text[index - 1] === '\n')
}
