/**
 * Shell-style match of one path component: `*` any characters, `?` one, no classes. Names that begin with
 * a dot need a dot in the pattern, as in glob(3). Linear: never more than one point of return.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false
  let inPattern = 0
  let inName = 0
  let star = -1
  let resume = 0
  while (inName < name.length) {
    const wanted = pattern.charAt(inPattern)
    if (wanted === '*') {
      star = inPattern
      resume = inName
      inPattern += 1
    } else if (inPattern < pattern.length && (wanted === '?' || wanted === name.charAt(inName))) {
      inPattern += 1
      inName += 1
    } else if (star >= 0) {
      resume += 1
      inName = resume
      inPattern = star + 1
    } else return false
  }
  while (pattern.charAt(inPattern) === '*') inPattern += 1
  return inPattern === pattern.length
}
