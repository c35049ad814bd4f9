import type { Io } from './io.ts'

const pageWidth = 100

/** An `Io` that keeps what is printed and warned of, for those whose answer is no terminal's. */
export interface CollectingIo extends Io {
  readonly printed: () => string
  readonly warnings: readonly string[]
}

/** Nothing reaches standard output or error; without colour. */
export function collectingIo(language: Io['language'], interrupted: AbortSignal): CollectingIo {
  const pages: string[] = []
  const warnings: string[] = []
  return {
    width: pageWidth,
    colour: false,
    language,
    print: (text) => void pages.push(text),
    progress: () => undefined,
    warn: (text) => void warnings.push(text),
    interrupted,
    printed: () => pages.join(''),
    warnings,
  }
}
