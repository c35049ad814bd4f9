import { z } from 'zod'
import { checkReportSchema } from '../../report/schema.ts'
import { type Route, route } from '../route.ts'

const mostBytes = 32 * 1_024 * 1_024

export const bundleRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/bundles',
    summary: 'Examine a capture (.mmc) of another host; nothing of it is kept',
    needs: 'read',
    readOnly: true,
    body: z.instanceof(Uint8Array),
    upload: { types: ['application/octet-stream', 'application/gzip'], mostBytes },
    answer: checkReportSchema,
    handle: ({ data }, { body, language, signal }) => data.questions.examine(body, language, signal),
  }),
]
