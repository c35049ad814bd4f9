import { z } from 'zod'
import { type Route, route } from '../route.ts'
import { changePassword, newSecondFactor, secondFactorOff, secondFactorOn } from '../sign-in/account.ts'
import { codeSchema, passwordSchema } from './session.ts'

const doneSchema = z.object({ done: z.literal(true) })
const done = { done: true as const }
const password = z.string().min(1).max(1_000)

const secondFactorSchema = z.object({
  secret: z.string().describe('Base32, for an authenticator'),
  uri: z.string().describe('the same as otpauth:// for a QR code'),
})

export type SecondFactorAnswer = z.infer<typeof secondFactorSchema>

/** What a user does about itself. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'put',
    path: '/account/password',
    summary: 'Change the own password; the other sessions end',
    needs: 'signed-in',
    audit: 'password-changed',
    body: z.object({ before: password, after: passwordSchema }),
    answer: doneSchema,
    handle: async ({ identity }, { body, caller }) => {
      await changePassword(identity, caller, body.before, body.after)
      return done
    },
  }),
  route({
    method: 'post',
    path: '/account/second-factor',
    summary: 'A new secret for an authenticator (RFC 6238); nothing changes yet',
    needs: 'signed-in',
    audit: 'second-factor-begun',
    answer: secondFactorSchema,
    handle: ({ identity, data }, { caller, language }) =>
      newSecondFactor(identity, caller, data.latest(language)?.target.name ?? 'mail'),
  }),
  route({
    method: 'put',
    path: '/account/second-factor',
    summary: 'From now on a code is asked for, too',
    needs: 'signed-in',
    audit: 'second-factor-on',
    body: z.object({ password, secret: z.string().regex(/^[A-Z2-7]{32}$/), code: codeSchema }),
    answer: doneSchema,
    handle: async ({ identity }, { body, caller }) => {
      await secondFactorOn(identity, caller, body)
      return done
    },
  }),
  route({
    method: 'delete',
    path: '/account/second-factor',
    summary: 'No code any more',
    needs: 'signed-in',
    audit: 'second-factor-off',
    body: z.object({ password }),
    answer: doneSchema,
    handle: async ({ identity }, { body, caller }) => {
      await secondFactorOff(identity, caller, body.password)
      return done
    },
  }),
]
