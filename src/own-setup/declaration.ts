import { z } from 'zod'
import { lineOfPath } from './json-lines.ts'

export const ownSetupLimitBytes = 64 * 1_024
const mostEntries = 100

const hostName = z
  .string('must be a host name with a domain, such as relay.example.net')
  .max(253)
  .regex(
    /^(?=.*[a-z])[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)+$/i,
    'must be a host name with a domain, such as relay.example.net',
  )
  .toLowerCase()
const address = z.union([z.ipv4(), z.ipv6()], 'must be one IP address, such as 203.0.113.7')
const network = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  'must be an IP address or a network, such as 203.0.113.0/28',
)

/**
 * What nobody can see from the host itself and its owner knows. Everything may be left out: then nothing of it
 * is declared. What it says is believed only as far as nothing that was seen speaks against it.
 */
export const ownSetupSchema = z
  .strictObject({
    $schema: z.string().max(200).optional().describe('for editors'),
    publicAddresses: z
      .array(address)
      .max(mostEntries)
      .default([])
      .describe('behind a translator (NAT): the addresses under which others see this host'),
    dns: z
      .strictObject({
        runBy: z
          .enum(['us', 'others'])
          .optional()
          .describe('others: the name servers of the own domains are run elsewhere'),
        insideView: z
          .boolean()
          .default(false)
          .describe(
            'the resolver here is told other answers about the own domains than the world (split horizon)',
          ),
      })
      .default({ insideView: false })
      .describe('the DNS of the own domains'),
    gateways: z
      .array(z.union([hostName, network]))
      .max(mostEntries)
      .default([])
      .describe(
        'hosts or networks that take the own domains’ mail first, filter it, and hand it on to this host',
      ),
    smarthost: z
      .strictObject({
        host: z.union([hostName, address]).describe('takes all mail of this host for others'),
        addresses: z
          .array(network)
          .max(mostEntries)
          .default([])
          .describe('from where that host sends, as receivers see it'),
      })
      .optional()
      .describe('mail for others leaves through it, even where the mail server’s own settings do not say so'),
    spfSenders: z
      .array(z.union([network, hostName]))
      .max(mostEntries)
      .default([])
      .describe(
        'networks, or domains whose SPF record is included, that rightly send as the own domains, too',
      ),
  })
  .describe('The own set-up, declared once')

export type OwnSetup = z.infer<typeof ownSetupSchema>

export const nothingDeclared: OwnSetup = ownSetupSchema.parse({})

/** What is wrong in the file, and where: `line` counts from 1. */
export interface OwnSetupError {
  readonly line: number
  /** `gateways.0`; empty: the file as a whole. */
  readonly field: string
  readonly message: string
}

export type ReadOwnSetup =
  | { readonly ok: true; readonly setup: OwnSetup }
  | { readonly ok: false; readonly errors: readonly OwnSetupError[] }

/** The text of the file → what it declares, or what is wrong with it. Never throws. */
export function readOwnSetup(text: string): ReadOwnSetup {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {
      ok: false,
      errors: [{ line: lineOfSyntaxError(text, error), field: '', message: messageOf(error) }],
    }
  }
  const parsed = ownSetupSchema.safeParse(value)
  if (parsed.success) return { ok: true, setup: parsed.data }
  const errors = parsed.error.issues.slice(0, mostErrors).map((issue) => ({
    line: lineOfPath(text, pathOf(issue)),
    field: pathOf(issue).join('.'),
    message: sentenceOf(issue),
  }))
  return { ok: false, errors }
}

const mostErrors = 20

function pathOf({ path, ...issue }: z.core.$ZodIssue): string[] {
  const own = path.map(String)
  return issue.code === 'unrecognized_keys' ? [...own, issue.keys[0] ?? ''] : own
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no such field: ${issue.keys.join(', ')}`
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return issue.message
  // Each form that was tried says what it wants: together they are the answer.
  return [...new Set(issue.errors.flat().map(({ message }) => message))].join('; or ') || issue.message
}

/** Node says `at position 12` or `(line 2 column 3)`. */
function lineOfSyntaxError(text: string, error: unknown): number {
  const line = /line (\d+)/.exec(messageOf(error))?.[1]
  if (line !== undefined) return Number(line)
  const position = Number(/position (\d+)/.exec(messageOf(error))?.[1] ?? text.length)
  return text.slice(0, position).split('\n').length
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error)
}
