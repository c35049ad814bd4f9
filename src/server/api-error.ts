import { z } from 'zod'

const statuses = {
  'not-valid': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'second-factor-needed': 401,
  'not-allowed': 403,
  'cross-site': 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  'too-large': 413,
  'too-slow': 408,
  'too-many': 429,
  'could-not-tell': 422,
  failed: 500,
  busy: 503,
} as const

export type ApiErrorCode = keyof typeof statuses

export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(statuses) as [ApiErrorCode, ...ApiErrorCode[]]),
      message: z.string().describe('for people, in English'),
      fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
      retryAfterSeconds: z.int().optional(),
    }),
  })
  .describe('Why it was not done')

export type ErrorAnswer = z.infer<typeof errorSchema>

/** What a caller must change. Anything else that is thrown is our bug, and its text stays here. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  readonly more: Omit<ErrorAnswer['error'], 'code' | 'message'>

  constructor(code: ApiErrorCode, message: string, more: ApiError['more'] = {}) {
    super(message)
    this.code = code
    this.more = more
  }

  get status(): (typeof statuses)[ApiErrorCode] {
    return statuses[this.code]
  }

  get answer(): ErrorAnswer {
    return { error: { code: this.code, message: this.message, ...this.more } }
  }
}
