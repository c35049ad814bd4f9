import type { Evidence } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'

/** Why Exim does not take its configuration. */
export interface EximRefusal {
  /** `main option "x" unknown` */
  readonly text: string
  readonly path: string | undefined
  readonly line: number | undefined
  readonly evidence: readonly Evidence[]
}

/** Debian's; others'; where exim.org's own makefile puts it. */
const panicLogs = [
  '/var/log/exim4/paniclog',
  '/var/log/exim/paniclog',
  '/var/log/exim/panic.log',
  '/var/log/exim_paniclog',
]
const tailBytes = 16 * 1024

/**
 * `Exim configuration error in line 5 of /etc/exim4/exim4.conf:` and, in the next line, what it is; the
 * last one of a text.
 */
export function parseEximRefusal(text: string): Omit<EximRefusal, 'evidence'> | undefined {
  const start = text.lastIndexOf('Exim configuration error')
  if (start < 0) return undefined
  const [first = '', second = ''] = text.slice(start, start + 2_000).split('\n')
  const place = /error in line (\d{1,7}) of (\/[^\n]{1,500}?):?$/.exec(first.trim())
  const rest = place === null ? first.replace(/^Exim configuration error:?/, '') : ''
  const said = [rest, /^\s/.test(second) ? second : ''].map((one) => one.trim()).filter((one) => one !== '')
  return {
    text: said.join(' ') || first.trim(),
    path: place?.[2],
    line: place?.[1] === undefined ? undefined : Number(place[1]),
  }
}

/**
 * What the panic log says of the configuration that is still there. Exim writes a line into that log each
 * time that it is asked about a broken configuration: so the log is asked first, and Exim only if the log
 * does not tell. Undefined: it does not.
 */
export async function refusalInPanicLog(world: World): Promise<EximRefusal | undefined> {
  for (const path of panicLogs) {
    const status = await world.host.status(path)
    if (status.status !== 'known' || status.value.sizeBytes === 0) continue
    const tail = await lastText(world, path, status.value.sizeBytes)
    const refusal = parseEximRefusal(tail)
    if (refusal === undefined || !isLastWord(tail)) continue
    if (!(await isStillThere(world, refusal, status.value.modifiedAt))) continue
    const text = tail.slice(tail.lastIndexOf('\n', tail.lastIndexOf('Exim configuration error')) + 1).trim()
    return {
      ...refusal,
      evidence: [{ kind: 'log', where: path, text, at: isoTime(status.value.modifiedAt) }],
    }
  }
  return undefined
}

async function lastText(world: World, path: string, sizeBytes: number): Promise<string> {
  const blocks = await world.host.readBlocks(path, {
    startByte: Math.max(0, sizeBytes - tailBytes),
    limitBytes: tailBytes,
  })
  if (blocks.status !== 'known') return ''
  let text = ''
  const decoder = new TextDecoder()
  for await (const block of blocks.value) text += decoder.decode(block, { stream: true })
  return text
}

/** Anything that Exim logged after it shows that it ran again. */
function isLastWord(tail: string): boolean {
  const rest = tail.slice(tail.lastIndexOf('Exim configuration error')).split('\n').slice(1)
  return rest.every((line) => line.trim() === '' || /^\s/.test(line))
}

/** The quoted word is still in that line; or, where nothing is quoted, the file has not been touched since. */
async function isStillThere(
  world: World,
  { path, line, text }: Omit<EximRefusal, 'evidence'>,
  loggedAt: number,
): Promise<boolean> {
  if (path === undefined) return false
  const word = /"([^"\n]{1,200})"/.exec(text)?.[1]
  if (word === undefined || line === undefined) {
    const status = await world.host.status(path)
    return status.status === 'known' && status.value.modifiedAt <= loggedAt
  }
  const file = await world.host.readFile(path)
  if (file.status !== 'known') return false
  const written = new TextDecoder().decode(file.value).split('\n')[line - 1]
  return written?.includes(word) === true
}
