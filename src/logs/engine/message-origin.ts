/** Who handed a message in. */
export interface MessageOrigin {
  /** Envelope sender and log-in name, Latin-1; '' where the log has not told them. */
  readonly sender: string
  readonly user: string
}

export const noOrigin: MessageOrigin = { sender: '', user: '' }
