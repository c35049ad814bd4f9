/** An element with its text; namespaces are taken off names, which are compared without case. */
export interface XmlElement {
  /** Lower case, without prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Its own text, without that of its children, trimmed. */
  readonly text: string
}

interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Open[]
  text: string
}

/** Bounds for documents of strangers. */
const mostBytes = 64 << 10
const mostElements = 2_000
const deepest = 30

const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** A name as the documents that are read here use it (a part of XML 1.0 §2.3). */
const startTag = /^([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)$/
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads a small XML document strictly: elements, attributes, text, CDATA, comments. A document type is
 * refused (but for the empty one of Apple's profiles), so there are no entities to expand; only the five
 * of XML and numbers are. Linear in time, at most 64 KiB, 2,000 elements and 30 levels. The root element,
 * or in words what is wrong with the document. Never throws.
 */
export function readXml(text: string): XmlElement | { readonly error: string } {
  if (text.length > mostBytes) return { error: `longer than ${mostBytes} bytes` }
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Open[] = [root]
  let elements = 0
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    const parent = open.at(-1) ?? root
    const next = text.indexOf('<', at)
    const until = next === -1 ? text.length : next
    const words = decode(text.slice(at, until))
    if (words === undefined) return { error: 'an unknown entity' }
    if (parent === root && words.trim() !== '') return { error: 'text outside of the root element' }
    parent.text += words
    if (next === -1) break
    const markup = markupAt(text, next)
    if ('error' in markup) return markup
    at = markup.end
    if (markup.kind === 'cdata') parent.text += markup.text
    if (markup.kind === 'end') {
      if (parent === root || parent.name !== localName(markup.text.trim()))
        return { error: `</${markup.text}> closes nothing` }
      open.pop()
    }
    if (markup.kind === 'start') {
      elements += 1
      const made = elementOf(markup.text)
      if (made === undefined) return { error: `<${markup.text.slice(0, 60)}> is no element` }
      if (parent === root && root.children.length > 0) return { error: 'two root elements' }
      if (elements > mostElements || open.length > deepest) return { error: 'too many elements' }
      parent.children.push(made.element)
      if (!made.empty) open.push(made.element)
    }
  }
  const [document] = root.children
  if (document === undefined) return { error: 'no element' }
  return open.length > 1 ? { error: `<${open.at(-1)?.name}> is not closed` } : finished(document)
}

/** The first child of that name, lower case. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name)
}

export function childText(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? []
}

type Markup = {
  readonly kind: 'start' | 'end' | 'cdata' | 'nothing'
  readonly text: string
  readonly end: number
}

function markupAt(text: string, start: number): Markup | { readonly error: string } {
  const upTo = (kind: Markup['kind'], opening: number, closing: string) => {
    const end = text.indexOf(closing, start + opening)
    if (end === -1) return { error: 'it ends in the middle of a tag' }
    return { kind, text: text.slice(start + opening, end), end: end + closing.length }
  }
  if (text.startsWith('<!--', start)) return upTo('nothing', 4, '-->')
  if (text.startsWith('<![CDATA[', start)) return upTo('cdata', 9, ']]>')
  if (text.startsWith('<?', start)) return upTo('nothing', 2, '?>')
  if (text.startsWith('<!', start)) {
    const type = upTo('nothing', 2, '>')
    const harmless = !('error' in type) && /^DOCTYPE plist PUBLIC "[^"[]*" "[^"[]*"$/.test(type.text)
    return harmless ? type : { error: 'a document type, which is not read' }
  }
  return text.startsWith('</', start) ? upTo('end', 2, '>') : upTo('start', 1, '>')
}

function elementOf(markup: string): { readonly element: Open; readonly empty: boolean } | undefined {
  const match = startTag.exec(markup)
  if (match === null) return undefined
  const [, name = '', list = '', slash] = match
  const attributes = new Map<string, string>()
  for (const [, key = '', double, single] of list.matchAll(attribute)) {
    const value = decode(double ?? single ?? '')
    if (value === undefined) return undefined
    attributes.set(localName(key), value)
  }
  return { element: { name: localName(name), attributes, children: [], text: '' }, empty: slash === '/' }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

/** `undefined`: an entity that XML itself does not know. */
function decode(text: string): string | undefined {
  let unknown = false
  const decoded = text.replace(/&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|\w{1,10})?;?/g, (whole, name?: string) => {
    const code = name?.startsWith('#x')
      ? Number.parseInt(name.slice(2), 16)
      : name?.startsWith('#')
        ? Number(name.slice(1))
        : undefined
    const known = code === undefined ? references[name ?? ''] : codePoint(code)
    if (known === undefined || !whole.endsWith(';')) unknown = true
    return known ?? ''
  })
  return unknown ? undefined : decoded
}

function codePoint(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

function finished({ name, attributes, children, text }: Open): XmlElement {
  return { name, attributes, children: children.map(finished), text: text.trim() }
}
