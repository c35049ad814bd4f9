/** Lower case, without the dot at the end. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** A name that DNS can carry (RFC 1035 §2.3.4): labels of 1 to 63 bytes, at most 253 in all. */
export function isDomainName(name: string): boolean {
  const bare = name.replace(/\.$/, '')
  return bare.length > 0 && bare.length <= 253 && bare.split('.').every(isLabel)
}

function isLabel(label: string): boolean {
  return label.length > 0 && label.length <= 63
}

/** Whether `name` is `ancestor` or below it. */
export function isWithin(name: string, ancestor: string): boolean {
  const [inner, outer] = [normalName(name), normalName(ancestor)]
  return inner === outer || inner.endsWith(`.${outer}`)
}

/** `a.b.c` → `a.b.c`, `b.c`, `c`. */
export function selfAndAncestors(name: string): string[] {
  const labels = normalName(name).split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
