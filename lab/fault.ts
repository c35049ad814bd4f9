import type { Debian, Lab, MailServer } from './lab.ts'
import type { ClientStep } from './traffic/step.ts'

/** What the project has to say about a host with this fault. */
export interface Expected {
  /** The condition's id. */
  readonly condition: string
  /** A word that the diagnosis's subject should contain. */
  readonly subject?: string
}

/** A trace that the fault really leaves: where, and a regular expression that its text matches. */
export interface Symptom {
  /** A file of a host (`a:/var/log/mail.log`), the clients' transcript, or a command on a host (`a$ mailq`). */
  readonly where: string
  readonly matches: RegExp
}

/** A way to break a working mail server, as an admin, an upgrade, a stranger or fate does it. */
export interface Fault {
  readonly id: string
  /** One sentence: who did what. */
  readonly story: string
  /** The diagnoses that must come first. */
  readonly expects: readonly Expected[]
  /** Other true problems that it brings along; any other one of medium or more is a false alarm. */
  readonly also?: readonly Expected[]
  /** Where the fault exists on one release only. */
  readonly debian?: Debian
  /** Of which mail server it is a fault; Postfix unless told. */
  readonly server?: MailServer
  /** Breaks it, with real commands on the real hosts. */
  change(lab: Lab): Promise<void>
  /** Mail that shows the symptom, besides the everyday mail. */
  readonly traffic?: () => readonly ClientStep[]
  /** Everyday mail shows nothing here, or would take too long. */
  readonly onlyOwnTraffic?: boolean
  /** How long to wait for deliveries, where time-outs are the symptom. */
  readonly settleSeconds?: number
  readonly symptoms: readonly Symptom[]
}

/** A host that is healthy in an unusual way: the project must find nothing wrong. */
export interface HealthyVariant {
  readonly id: string
  readonly story: string
  readonly debian?: Debian
  /** What serves mail there; Postfix unless told. */
  readonly server?: MailServer
  /** Starts the examined host without mail software. */
  readonly bare?: boolean
  change(lab: Lab): Promise<void>
  readonly traffic?: () => readonly ClientStep[]
  /** Everyday mail is not for this host. */
  readonly onlyOwnTraffic?: boolean
  readonly settleSeconds?: number
  /** What shows that the variant is really there. */
  readonly signs: readonly Symptom[]
}
