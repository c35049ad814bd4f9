/** What a reply of a log means, in the words of `mailmedic explain`. */
export interface ReplyExplained {
  readonly reason: string
  readonly title: string
  readonly why: string
  readonly permanent: boolean
  /** Who must act. */
  readonly actor: string
  /** What to do, in steps. */
  readonly fix: readonly string[]
  /** What the sending server does next. */
  readonly next: string
}

export type Explain = (reply: string) => ReplyExplained
