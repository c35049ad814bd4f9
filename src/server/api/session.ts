import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { permissions, roles } from '../permissions.ts'
import { type Route, route } from '../route.ts'
import { userNamePattern } from '../sign-in/user-name.ts'

export const nameSchema = z.string().regex(userNamePattern, 'letters, digits and . _ @ -, at most 64')
export const passwordSchema = z.string().min(12, 'at least 12 characters').max(1_000)
export const codeSchema = z.string().regex(/^\d{6}$/, 'six digits')

const sessionSchema = z
  .object({
    state: z
      .enum(['signed-in', 'signed-out', 'set-up-needed', 'demo'])
      .describe('set-up-needed: there is no user yet, the link that the watch printed makes the first'),
    name: z.string().optional(),
    role: z.enum(roles).optional(),
    permissions: z.array(z.enum(permissions)),
    csrf: z.string().optional().describe('to be sent as X-Mailmedic-CSRF with each change'),
    secondFactor: z.boolean().optional().describe('the user has an authenticator'),
    version: z.string(),
    now: z.iso.datetime().describe('by the clock of the watch, ISO 8601, UTC'),
    zoneMinutes: z
      .int()
      .describe('so far ahead of UTC is the zone of the host: its logs and searches use it'),
  })
  .describe('Who is signed in here, and what that allows')

export type SessionAnswer = z.infer<typeof sessionSchema>

const signInSchema = z.object({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(1_000),
  code: codeSchema.optional().describe('of the authenticator, where the user has one'),
})

const doneSchema = z.object({ done: z.literal(true) })

export const sessionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/session',
    summary: 'Who is signed in',
    needs: 'anyone',
    answer: sessionSchema,
    handle: ({ identity, data }, { caller }) => {
      const { session, name } = caller
      const base = {
        permissions: [...caller.permissions],
        version: data.version,
        now: isoTime(data.clock.now()),
        zoneMinutes: -new Date(data.clock.now()).getTimezoneOffset(),
      }
      if (identity.open) return { state: 'demo' as const, ...base }
      if (caller.kind === 'nobody') {
        const state = identity.store.users.count() === 0 ? 'set-up-needed' : 'signed-out'
        return { state, ...base }
      }
      const secondFactor = identity.store.users.get(name)?.totpSecret !== undefined
      return {
        ...{ state: 'signed-in' as const, name, ...base },
        ...(session === undefined ? {} : { role: session.role, csrf: session.csrf, secondFactor }),
      }
    },
  }),
  route({
    method: 'post',
    path: '/session',
    summary: 'Sign in; answers with a cookie. second-factor-needed: send it again with a code',
    needs: 'anyone',
    body: signInSchema,
    answer: doneSchema,
    handle: async ({ identity }, { body, caller, setSession }) => {
      const { name, password, code } = body
      setSession(await identity.signIn({ name, password, code, address: caller.address }))
      return { done: true as const }
    },
  }),
  route({
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    needs: 'signed-in',
    answer: doneSchema,
    handle: ({ identity }, { caller, setSession }) => {
      if (caller.session !== undefined) identity.store.sessions.remove(caller.session.tokenHash)
      setSession(undefined)
      return { done: true as const }
    },
  }),
]
