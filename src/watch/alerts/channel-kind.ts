import type { z } from 'zod'
import type { Alert } from './alert.ts'
import type { Wording } from './wording.ts'

/** One HTTP request that hands an alert over. */
export interface HttpDelivery {
  readonly via: 'http'
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One mail, through a relay that is not this server's own, or straight to the recipient's MX. */
export interface MailDelivery {
  readonly via: 'mail'
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** `host:port`; missing: the recipient's MX. */
  readonly relay: string | undefined
  readonly user: string | undefined
  readonly password: string | undefined
}

/** A program on this host: the alert as JSON on its standard input. */
export interface CommandDelivery {
  readonly via: 'command'
  readonly path: string
  readonly input: string
}

export type Delivery = HttpDelivery | MailDelivery | CommandDelivery

/** One way to tell people: what it needs to know, and how an alert looks there. Pure; one file a kind. */
export interface ChannelKind {
  readonly kind: string
  /** For `mailmedic alert kinds`. */
  readonly summary: string
  /** Settings by name: what they are, with an example. Given as `name=value`. */
  readonly settings: Readonly<Record<string, { readonly about: string; readonly optional?: true }>>
  /** What is never shown again. */
  readonly secret: { readonly about: string; readonly optional?: true } | undefined
  /** Says what is wrong with the settings before they are kept. */
  readonly schema: z.ZodType<Readonly<Record<string, string>>>
  deliver(given: Given, alert: Alert, wording: Wording): Delivery
}

export interface Given {
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string
}

/** A setting that the schema has made sure of. */
export function setting({ settings }: Given, name: string): string {
  return settings[name] ?? ''
}

export function jsonPost(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpDelivery {
  return {
    via: 'http',
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

/** `https://…`, joined without doubled slashes. */
export function under(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`
}

/** The header of RFC 6750; none without a token. */
export function bearer(token: string): Readonly<Record<string, string>> {
  return token === '' ? {} : { authorization: `Bearer ${token}` }
}
