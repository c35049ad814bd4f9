/** The edge to the person: standard output and error, and what they can show. */
export interface Io {
  readonly width: number
  /** Colour on standard output. */
  readonly colour: boolean
  readonly language: 'en' | 'zh'
  print(text: string): void
  /** One line on standard error that replaces the one before; nothing where that is no terminal. */
  progress(text: string): void
  warn(text: string): void
  /** Ends what is under way when the person presses Ctrl-C. */
  readonly interrupted: AbortSignal
}

const defaultWidth = 80

export function systemIo(interrupted: AbortSignal): Io {
  const { stdout, stderr, env } = process
  let shown = false
  return {
    width: stdout.isTTY ? stdout.columns : Number(env['COLUMNS']) || defaultWidth,
    colour: wantsColour(),
    language: /^zh/i.test(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '') ? 'zh' : 'en',
    print(text) {
      if (shown) stderr.write('\r\x1b[K')
      shown = false
      stdout.write(text)
    },
    progress(text) {
      if (!stderr.isTTY) return
      stderr.write(
        text === '' ? '\r\x1b[K' : `\r\x1b[K${text.slice(0, (stderr.columns ?? defaultWidth) - 1)}`,
      )
      shown = text !== ''
    },
    warn(text) {
      if (shown) stderr.write('\r\x1b[K')
      shown = false
      stderr.write(`mailmedic: ${text}\n`)
    },
    interrupted,
  }
}

/** https://no-color.org; FORCE_COLOR wins over a missing terminal. */
function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return process.stdout.isTTY === true && TERM !== 'dumb'
}
