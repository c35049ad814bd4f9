/** The labels of a name as `CanonicalRecord` shows it; none for the root. Dots inside a label are `\046`. */
export function labelsOf(name: string): readonly string[] {
  const bare = name.replace(/\.$/, '')
  return bare === '' ? [] : bare.split('.')
}

/** A name in wire form, in lower case, uncompressed (RFC 4034 §6.2). */
export function wireName(name: string): Buffer {
  const labels = labelsOf(name).map((label) => {
    const bytes = labelBytes(label)
    return Buffer.concat([Buffer.from([bytes.length]), bytes])
  })
  return Buffer.concat([...labels, Buffer.from([0])])
}

/** The last `count` labels of a name; `.` for none. */
export function lastLabels(name: string, count: number): string {
  const labels = labelsOf(name)
  return count === 0 ? '.' : labels.slice(labels.length - count).join('.')
}

/** Canonical order of names (RFC 4034 §6.1): label by label from the right, bytes in lower case. */
export function compareNames(left: string, right: string): number {
  const [ours, theirs] = [labelsOf(left).toReversed(), labelsOf(right).toReversed()]
  for (let index = 0; index < Math.min(ours.length, theirs.length); index++) {
    const order = Buffer.compare(labelBytes(ours[index] ?? ''), labelBytes(theirs[index] ?? ''))
    if (order !== 0) return order
  }
  return ours.length - theirs.length
}

/** How many labels two names have in common, from the right. */
export function commonLabels(left: string, right: string): number {
  const [ours, theirs] = [labelsOf(left).toReversed(), labelsOf(right).toReversed()]
  const first = ours.findIndex((label, index) => label.toLowerCase() !== theirs[index]?.toLowerCase())
  return first === -1 ? ours.length : first
}

/** A name in wire form as `CanonicalRecord` shows names, and where it ends. Undefined: it is cut off. */
export function readWireName(
  bytes: Buffer,
  start: number,
): { readonly name: string; readonly end: number } | undefined {
  const labels: string[] = []
  for (let at = start; ; ) {
    const size = bytes[at]
    if (size === undefined || size > 63 || at + size >= bytes.length) return undefined
    if (size === 0) return { name: labels.length === 0 ? '.' : labels.join('.').toLowerCase(), end: at + 1 }
    labels.push(escaped(bytes.subarray(at + 1, at + 1 + size)))
    at += size + 1
  }
}

function labelBytes(label: string): Buffer {
  const text = label.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number(digits) & 0xff))
  return Buffer.from(
    text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
    'latin1',
  )
}

function escaped(label: Buffer): string {
  return label
    .toString('latin1')
    .replace(/[^!-\-/-[\]-~]/g, (one) => `\\${String(one.charCodeAt(0)).padStart(3, '0')}`)
}
