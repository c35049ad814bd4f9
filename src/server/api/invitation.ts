import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { roles } from '../permissions.ts'
import { type Route, route } from '../route.ts'
import { acceptInvitation, invitationOf } from '../sign-in/invitations.ts'
import { instant } from './incident-schema.ts'
import { nameSchema, passwordSchema } from './session.ts'

const secretSchema = z.string().min(16).max(200)

const invitationSchema = z.object({
  name: z.string().optional().describe('missing: to be chosen'),
  role: z.enum(roles),
  expiresAt: instant,
})

export type InvitationAnswer = z.infer<typeof invitationSchema>

export const invitationRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/invitation/look',
    summary: 'For whom the secret of a one-time link (what stands behind its #) is',
    needs: 'anyone',
    body: z.object({ secret: secretSchema }),
    answer: invitationSchema,
    handle: ({ identity }, { body, caller }) => {
      const { user, role, expiresAt } = invitationOf(identity, body.secret, caller.address)
      return { ...(user === undefined ? {} : { name: user }), role, expiresAt: isoTime(expiresAt) }
    },
  }),
  route({
    method: 'post',
    path: '/invitation',
    summary: 'Accept a one-time link: choose a password, and be signed in',
    needs: 'anyone',
    body: z.object({ secret: secretSchema, name: nameSchema.optional(), password: passwordSchema }),
    answer: z.object({ done: z.literal(true) }),
    handle: async ({ identity }, { body, caller, setSession }) => {
      const { secret, name, password } = body
      setSession(await acceptInvitation(identity, { secret, name, password, address: caller.address }))
      return { done: true as const }
    },
  }),
]
