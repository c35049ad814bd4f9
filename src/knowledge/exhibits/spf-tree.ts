import { spfPublished } from '../../collect/authentication/spf.ts'
import type { SpfTree } from '../../collect/authentication/spf-tree.ts'
import { type ExhibitRow, exhibit } from '../exhibit.ts'

/** Deeper or longer than any mail admin reads. */
const rowsLimit = 120

/** Who may send in the name of a domain: its SPF record with all that it includes, as a tree. */
export const spfTree = exhibit({
  id: 'spf',
  title: { en: 'SPF: who may send as {subject}', zh: 'SPF：谁可以以 {subject} 的名义发信' },
  facts: { published: spfPublished },
  show: ({ published }, domain) => {
    if (published.status !== 'known') return undefined
    const { tree, records } = published.value
    if (tree === undefined)
      return { columns: ['TXT'], rows: records.map((text) => ({ cells: [text], status: 'problem' })) }
    const rows = rowsOf(tree, domain, 0, new Set())
    return {
      columns: [
        { en: 'term', zh: '条目' },
        { en: 'result', zh: '结果' },
      ],
      rows: rows.slice(0, rowsLimit),
      note: {
        en: `${tree.lookupTerms} of at most 10 terms that ask the DNS`,
        zh: `需要 DNS 查询的条目：${tree.lookupTerms} 个，上限 10 个`,
      },
    }
  },
})

function rowsOf(tree: SpfTree, domain: string, depth: number, above: ReadonlySet<string>): ExhibitRow[] {
  const found = tree.records.find((one) => one.domain === domain)
  if (found === undefined || above.has(domain) || depth > 10) return []
  const { directives, redirect, errors } = found.record
  const within = new Set([...above, domain])
  const broken = errors.map(
    ({ term, text }): ExhibitRow => ({ depth, cells: [term, text], status: 'problem' }),
  )
  const terms = directives.flatMap(({ term, qualifier }): ExhibitRow[] => {
    const target = /^[+?~-]?include:(.+)$/i.exec(term)?.[1]?.toLowerCase()
    const own: ExhibitRow = { depth, cells: [term, qualifier] }
    return target === undefined ? [own] : [own, ...rowsOf(tree, target, depth + 1, within)]
  })
  const target =
    redirect === undefined ? undefined : /^redirect=(.+)$/i.exec(redirect.term)?.[1]?.toLowerCase()
  const last: ExhibitRow[] =
    redirect === undefined || target === undefined
      ? []
      : [{ depth, cells: [redirect.term, 'redirect'] }, ...rowsOf(tree, target, depth + 1, within)]
  return [...broken, ...terms, ...last]
}
