export type Sentence = Readonly<Record<'en' | 'zh', string>>

/** What people are told about a reason. */
export interface ReplyText {
  readonly title: Sentence
  readonly why: Sentence
  /** What the one who must act does, in order. */
  readonly fix: readonly Sentence[]
  /** The standard and its section. */
  readonly standard: string
}
