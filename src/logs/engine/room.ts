/** How much is held at once, where it shall be less than the engine holds by itself. */
export interface Room {
  /** Open queue files. */
  readonly openFiles: number
  /** Different senders, recipients and users, each. */
  readonly names: number
}
