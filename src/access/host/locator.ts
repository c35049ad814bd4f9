/** Where a path of the examined machine is on this one, and what it is called there. */
export interface Place {
  /** The path to open here; no part of it is a symbolic link, but the last where it was to be kept. */
  readonly real: string
  /** The same path as the examined machine has it. */
  readonly inside: string
}

/**
 * Finds a path of the examined machine on this one. `follow`: all symbolic links are followed;
 * `keep`: all but the last. Rejects with an errno error, a `NotThere` or a `Refusal`.
 */
export type Locator = (path: string, lastLink: 'follow' | 'keep') => Promise<Place>
