import { absent, type Evidence, known } from '../../access/answer.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from '../logs/mail-log.ts'

/** A file that Exim's configuration names and that Exim could not open. */
export interface UnopenedFile {
  readonly path: string
  readonly error: 'missing' | 'not permitted'
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** It is there by now, or was written anew since. */
  readonly mended: boolean
  readonly evidence: readonly Evidence[]
}

/** Exim 4.9x: lsearch.c, dkim.c, filter.c; `(euid=100 egid=106)` may follow. */
const forms = [
  /failed to open (\/[^\s:]{1,300})(?: (?:for [a-z ]{1,30}|when [a-z ]{1,30}))?: (No such file or directory|Permission denied)/,
  /unable to open file for reading: (\/[^\s:]{1,300})(?:: (Permission denied|No such file or directory))?/,
  /Error in system filter: (?:failed to open )?(\/[^\s:]{1,300}?)(?:: (Permission denied)| does not exist|$)/m,
]
const mostFiles = 20
const shownLines = 3

export const eximUnopenedFiles = fact({
  id: 'exim.unopened-files',
  privilege: 'root',
  summary:
    'Lookup files, filters and keys that Exim logged it could not open, and whether they are there now.',
  needs: { log: mailLog },
  async collect(world, { log }): Promise<Fact<readonly UnopenedFile[]>> {
    if (log.status === 'absent') return log
    const lines = [...log.value.messages, ...log.value.rejects, ...log.value.deliveries]
      .filter(({ program }) => program.startsWith('exim'))
      .flatMap((group) => {
        const text = 'text' in group ? group.text : group.reply
        const match = forms.map((form) => form.exec(text)).find((one) => one !== null)
        return match?.[1] === undefined
          ? []
          : [{ path: match[1], denied: match[2] === 'Permission denied', group }]
      })
    if (lines.length === 0) return absent(...log.evidence)
    const byPath = [...Map.groupBy(lines, ({ path }) => path)].slice(0, mostFiles)
    return known(
      await Promise.all(
        byPath.map(async ([path, same]): Promise<UnopenedFile> => {
          const status = await world.host.status(path)
          const groups = same.map(({ group }) => group)
          const lastAt = Math.max(...groups.map((one) => one.lastAt))
          const denied = same.some((one) => one.denied)
          return {
            path,
            error: denied ? 'not permitted' : 'missing',
            count: groups.reduce((sum, { count }) => sum + count, 0),
            firstAt: Math.min(...groups.map((one) => one.firstAt)),
            lastAt,
            mended:
              status.status === 'known' &&
              (denied ? status.value.modifiedAt > lastAt : isSeen(status.value.mode)),
            evidence: [
              ...groups.slice(0, shownLines).map(({ lastExample }) => lastExample),
              ...(status.status === 'unknown' ? [] : status.evidence),
            ],
          }
        }),
      ),
    )
  },
})

/** Some lines do not say why a file could not be opened: one that is there for all to read is mended. */
function isSeen(mode: number): boolean {
  return (mode & 0o004) !== 0
}
