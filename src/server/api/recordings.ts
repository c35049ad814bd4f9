import { z } from 'zod'
import { ApiError } from '../api-error.ts'
import { type Route, route } from '../route.ts'

const recordingsSchema = z
  .object({ names: z.array(z.string()), current: z.string() })
  .describe('Of a demo: the recorded servers, and the one that is shown')

export type RecordingsAnswer = z.infer<typeof recordingsSchema>

export const recordingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/recordings',
    summary: 'Of a demo: which recorded servers there are',
    needs: 'read',
    answer: recordingsSchema,
    handle: ({ data }) => {
      if (data.recordings === undefined) throw new ApiError('not-found', 'this is no demo')
      const { names, current } = data.recordings
      return { names: [...names], current }
    },
  }),
  route({
    method: 'post',
    path: '/recordings',
    summary: 'Of a demo: show another recorded server',
    needs: 'read',
    readOnly: true,
    body: z.object({ name: z.string().max(100) }),
    answer: recordingsSchema,
    handle: async ({ data }, { body }) => {
      const { recordings } = data
      if (recordings === undefined) throw new ApiError('not-found', 'this is no demo')
      if (!recordings.names.includes(body.name)) throw new ApiError('not-found', 'there is no such recording')
      await recordings.play(body.name)
      return { names: [...recordings.names], current: body.name }
    },
  }),
]
