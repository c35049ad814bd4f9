import { z } from 'zod'
import { ownSetupSchema } from '../../own-setup/declaration.ts'
import { checkReportSchema } from '../../report/schema.ts'
import { ApiError } from '../api-error.ts'
import type { ConsoleData, OwnSetupDesk } from '../console-data.ts'
import { type Call, type Route, route, type Services } from '../route.ts'

/** The condition that looks at what is declared. */
const condition = 'setup-declaration-wrong'

const shownSchema = z.object({
  path: z.string().describe('the file on the host'),
  revision: z.string().describe('to be given back with a change'),
  setup: ownSetupSchema.optional().describe('missing: the file cannot be understood'),
  errors: z
    .array(z.object({ line: z.int(), field: z.string(), message: z.string() }))
    .describe('what is wrong in the file: then nothing of it holds'),
  contradictions: checkReportSchema.shape.findings.describe('what the last look saw that speaks against it'),
})

export type OwnSetupAnswer = z.infer<typeof shownSchema>

/** External DNS, NAT, gateway, smarthost, further senders: what cannot be seen from the host. */
export const ownSetupRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/own-setup',
    summary: 'The own set-up, as its owner declares it',
    needs: 'administer',
    answer: shownSchema,
    handle: (services, { language }) => shownOf(services.data, deskOf(services), language),
  }),
  route({
    method: 'put',
    path: '/own-setup',
    summary: 'Declare it anew; the old file is kept beside the new one',
    needs: 'administer',
    audit: 'own-setup-changed',
    body: z.strictObject({ revision: z.string().max(100), setup: ownSetupSchema }),
    answer: shownSchema,
    handle: (services, { body, language, note }) => {
      const desk = deskOf(services)
      if (desk.read().revision !== body.revision)
        throw new ApiError('conflict', 'the file was changed meanwhile: look at it again')
      desk.write(body.setup)
      services.data.events.publish({ kind: 'settings', what: 'own-setup' })
      note(JSON.stringify(body.setup).slice(0, 1_000))
      return shownOf(services.data, desk, language)
    },
  }),
]

function deskOf({ data }: Services): OwnSetupDesk {
  if (data.ownSetup === undefined) throw new ApiError('could-not-tell', 'nothing can be declared from here')
  return data.ownSetup
}

function shownOf(data: ConsoleData, desk: OwnSetupDesk, language: Call<0, 0, 0>['language']): OwnSetupAnswer {
  const { revision, read } = desk.read()
  const findings = data.latest(language)?.findings ?? []
  return {
    ...{ path: desk.path, revision },
    ...(read.ok ? { setup: read.setup, errors: [] } : { errors: [...read.errors] }),
    contradictions: findings.filter((one) => one.condition === condition && one.status === 'problem'),
  }
}
