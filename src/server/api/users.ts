import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { ApiError } from '../api-error.ts'
import { roles } from '../permissions.ts'
import { type Route, route, type Services } from '../route.ts'
import { invitationPath, invite } from '../sign-in/invitations.ts'
import { instant } from './incident-schema.ts'
import { nameSchema } from './session.ts'

const usersSchema = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      secondFactor: z.boolean(),
      createdAt: instant,
      signedInAt: instant.optional(),
    }),
  ),
})

const linkSchema = z.object({
  path: z.string().describe('of the console: a one-time link, valid for an hour, shown once'),
})

const userPath = z.object({ name: z.string().min(1).max(64) })

export type UsersAnswer = z.infer<typeof usersSchema>
export type LinkAnswer = z.infer<typeof linkSchema>

export const userRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/users',
    summary: 'Who may use the console',
    needs: 'administer',
    answer: usersSchema,
    handle: ({ identity }) => ({
      users: identity.store.users.all().map(({ name, role, totpSecret, createdAt, signedInAt }) => ({
        ...{ name, role, secondFactor: totpSecret !== undefined, createdAt: isoTime(createdAt) },
        ...(signedInAt === undefined ? {} : { signedInAt: isoTime(signedInAt) }),
      })),
    }),
  }),
  route({
    method: 'post',
    path: '/users',
    summary: 'Invite somebody: answers with a one-time link',
    needs: 'administer',
    audit: 'user-invited',
    body: z.object({ name: nameSchema, role: z.enum(roles) }),
    answer: linkSchema,
    handle: ({ identity }, { body, note }) => {
      if (identity.store.users.get(body.name) !== undefined)
        throw new ApiError('conflict', 'that name is taken')
      note(`${body.name} ${body.role}`)
      return { path: invitationPath(invite(identity, body.role, body.name)) }
    },
  }),
  route({
    method: 'post',
    path: '/users/{name}/reset',
    summary: 'A one-time link by which a user chooses a new password; the second factor is taken off then',
    needs: 'administer',
    audit: 'user-reset',
    params: userPath,
    body: z.object({ role: z.enum(roles).optional().describe('another role from then on') }),
    answer: linkSchema,
    handle: (services, { params, body, note }) => {
      const { identity } = services
      const { name, role } = existing(services, params.name)
      const next = body.role ?? roles.find((one) => one === role) ?? 'viewer'
      if (next !== 'admin') keepAnAdmin(services, name)
      note(`${name} ${next}`)
      return { path: invitationPath(invite(identity, next, name)) }
    },
  }),
  route({
    method: 'patch',
    path: '/users/{name}',
    summary: 'Change the role; it holds at once',
    needs: 'administer',
    audit: 'user-changed',
    params: userPath,
    body: z.object({ role: z.enum(roles) }),
    answer: z.object({ done: z.literal(true) }),
    handle: (services, { params, body, note }) => {
      const user = existing(services, params.name)
      if (body.role !== 'admin') keepAnAdmin(services, user.name)
      services.identity.store.users.put({ ...user, role: body.role })
      note(`${user.name} ${body.role}`)
      return { done: true as const }
    },
  }),
  route({
    method: 'delete',
    path: '/users/{name}',
    summary: 'Remove a user and end its sessions',
    needs: 'administer',
    audit: 'user-removed',
    params: userPath,
    answer: z.object({ done: z.literal(true) }),
    handle: (services, { params, note }) => {
      const { name } = existing(services, params.name)
      keepAnAdmin(services, name)
      services.identity.store.users.remove(name)
      note(name)
      return { done: true as const }
    },
  }),
]

function existing({ identity }: Services, name: string) {
  const user = identity.store.users.get(name)
  if (user === undefined) throw new ApiError('not-found', 'there is no such user')
  return user
}

/** Without an admin nobody could make one, but on the host itself. */
function keepAnAdmin({ identity }: Services, name: string): void {
  const others = identity.store.users.all().filter((user) => user.role === 'admin' && user.name !== name)
  if (others.length === 0) throw new ApiError('conflict', 'this is the last admin')
}
