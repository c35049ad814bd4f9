import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { ApiError } from '../api-error.ts'
import { permissions } from '../permissions.ts'
import { type Route, route } from '../route.ts'
import { scopesOf } from '../sign-in/identity.ts'
import { addToken } from '../sign-in/tokens.ts'
import { instant } from './incident-schema.ts'
import { nameSchema } from './session.ts'

const tokensSchema = z.object({
  tokens: z.array(
    z.object({
      name: z.string(),
      scopes: z.array(z.enum(permissions)),
      createdAt: instant,
      createdBy: z.string(),
      expiresAt: instant.optional(),
      usedAt: instant.optional(),
    }),
  ),
})

const newTokenSchema = z.object({ token: z.string().describe('shown this once: only its hash is kept') })

export type TokensAnswer = z.infer<typeof tokensSchema>
export type NewTokenAnswer = z.infer<typeof newTokenSchema>

/** What programs sign in with: Authorization: Bearer. */
export const tokenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tokens',
    summary: 'Tokens of programs, without their secrets',
    needs: 'administer',
    answer: tokensSchema,
    handle: ({ identity }) => ({
      tokens: identity.store.tokens
        .all()
        .map(({ name, scopes, createdAt, createdBy, expiresAt, usedAt }) => ({
          ...{ name, scopes: scopesOf(scopes), createdAt: isoTime(createdAt), createdBy },
          ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
          ...(usedAt === undefined ? {} : { usedAt: isoTime(usedAt) }),
        })),
    }),
  }),
  route({
    method: 'post',
    path: '/tokens',
    summary: 'A new token with some permissions',
    needs: 'administer',
    audit: 'token-added',
    body: z.object({
      name: nameSchema,
      scopes: z.array(z.enum(permissions)).min(1),
      days: z
        .int()
        .min(1)
        .max(3_650)
        .optional()
        .describe('how long it is valid; missing: until it is removed'),
    }),
    answer: newTokenSchema,
    handle: ({ identity }, { body, caller, note }) => {
      const { name, scopes, days } = body
      const token = addToken(identity, { name, scopes, days, createdBy: caller.name })
      if (token === undefined) throw new ApiError('conflict', 'that name is taken')
      note(`${name}: ${scopes.join(' ')}`)
      return { token }
    },
  }),
  route({
    method: 'delete',
    path: '/tokens/{name}',
    summary: 'Remove a token; it is refused at once',
    needs: 'administer',
    audit: 'token-removed',
    params: z.object({ name: z.string().min(1).max(64) }),
    answer: z.object({ done: z.literal(true) }),
    handle: ({ identity }, { params, note }) => {
      if (!identity.store.tokens.remove(params.name))
        throw new ApiError('not-found', 'there is no such token')
      note(params.name)
      return { done: true as const }
    },
  }),
]
