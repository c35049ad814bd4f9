/** What a mail user's program does: one connection of one client. */
export type ClientStep = SubmitStep | FetchStep | GuessStep

/** Sends one message by SMTP. */
export interface SubmitStep {
  readonly kind: 'submit'
  readonly label: string
  readonly host: string
  readonly port: number
  /** `starttls` upgrades, `tls` is wrapped from the start, `none` stays in the clear. */
  readonly security: 'starttls' | 'tls' | 'none'
  readonly login?: { readonly user: string; readonly password: string }
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly body?: string
  /** Pads the message to at least this size. */
  readonly sizeBytes?: number
  /** The address that the client connects from. */
  readonly localAddress?: string
}

/** Logs in over IMAPS and looks which messages are in INBOX. */
export interface FetchStep {
  readonly kind: 'fetch'
  readonly label: string
  readonly host: string
  readonly port: number
  readonly login: { readonly user: string; readonly password: string }
}

/** Tries wrong passwords, as a robot does. */
export interface GuessStep {
  readonly kind: 'guess'
  readonly label: string
  readonly host: string
  readonly port: number
  readonly protocol: 'imap' | 'smtp'
  readonly security: 'starttls' | 'tls'
  readonly users: readonly string[]
  readonly localAddress?: string
}

/** How a step went, with all that the client saw. */
export interface StepResult {
  readonly label: string
  readonly ok: boolean
  /** The reply or error that decided. */
  readonly detail: string
  readonly transcript: readonly string[]
  /** Message-IDs found by a fetch. */
  readonly found?: readonly string[]
}

/** What the client process reads on its standard input. */
export interface ClientOrder {
  readonly resolver: string
  readonly caPem: string
  readonly steps: readonly ClientStep[]
}
