/** A lookup table named in a value: `proxy:hash:/etc/postfix/virtual` (DATABASE_README). */
export interface TableReference {
  /** Without `proxy:`: `hash`, `mysql`, `inline`, … as written, also where no such type exists. */
  readonly type: string
  /** What comes after the type: a path without suffix, or the table itself for inline and static. */
  readonly name: string
  readonly proxied: boolean
  /** As written: `proxy:hash:/etc/postfix/virtual`. */
  readonly text: string
}

/** Items of a Postfix list: separated by white space or commas; `{ … }` is one item with its prefix. */
export function listItems(value: string): string[] {
  const items: string[] = []
  let current = ''
  let level = 0
  for (const character of value) {
    if (level === 0 && (character === ',' || /\s/.test(character))) {
      if (current !== '') items.push(current)
      current = ''
      continue
    }
    if (character === '{') level++
    else if (character === '}' && level > 0) level--
    current += character
  }
  if (current !== '') items.push(current)
  return items
}

/** The table that an item names; undefined where it names none (`permit`, `example.org`, `[::1]/128`). */
export function tableReference(item: string): TableReference | undefined {
  const match = /^(proxy:)?([A-Za-z][A-Za-z0-9_-]{1,31}):(.+)$/s.exec(item)
  const type = match?.[2]
  const name = match?.[3]
  if (match === null || type === undefined || name === undefined) return undefined
  return { type, name, proxied: match[1] !== undefined, text: item }
}

/** Types whose table is a file built from a text file by postmap, with the suffix of the database. */
export const indexedTypes: ReadonlyMap<string, string> = new Map([
  ['hash', '.db'],
  ['btree', '.db'],
  ['lmdb', '.lmdb'],
  ['cdb', '.cdb'],
  ['dbm', '.pag'],
  ['sdbm', '.pag'],
])

/** Types whose table is a file that is read as it is. */
export const fileTypes: ReadonlySet<string> = new Set([
  'texthash',
  'regexp',
  'pcre',
  'cidr',
  'mysql',
  'pgsql',
  'ldap',
  'sqlite',
  'memcache',
  'mongodb',
])

const otherTypes = [
  'nis',
  'nisplus',
  'netinfo',
  'tcp',
  'unix',
  'socketmap',
  'static',
  'inline',
  'pipemap',
  'unionmap',
  'randmap',
  'environ',
  'fail',
  'internal',
  'debug',
]

/** All table types of Postfix 3.x. */
export const tableTypes: ReadonlySet<string> = new Set([...indexedTypes.keys(), ...fileTypes, ...otherTypes])

/** An entry of a text table. */
export interface TableEntry {
  readonly key: string
  readonly value: string
  readonly line: number
}
