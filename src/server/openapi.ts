import { z } from 'zod'
import { errorSchema } from './api-error.ts'
import { permissions } from './permissions.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

/** OpenAPI 3.1 of the API, written from the schemas that check it: they cannot differ. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mailmedic',
      version: '1',
      description:
        'What the watch knows, and what can be asked of it. Times are ISO 8601 in UTC. `lang` (en, zh), or ' +
        'Accept-Language, chooses the language of texts. Everything from logs, DNS and mails is verbatim: ' +
        'show it as text, never as markup.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'mailmedic' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: schemaOf(errorSchema, 'output') },
    },
  }
}

function pathsOf(all: readonly Route[]): Record<string, Record<string, unknown>> {
  const byPath = Map.groupBy(all, ({ path }) => path)
  return Object.fromEntries(
    [...byPath].map(([path, members]) => [
      path,
      Object.fromEntries(members.map((route) => [route.method, operationOf(route)])),
    ]),
  )
}

function operationOf(route: Route): Record<string, unknown> {
  const { method, path, summary, needs, query, params, answer, streams } = route
  const content = { schema: schemaOf(answer, 'output') }
  return {
    operationId: `${method}${path.replace(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(needs === 'anyone'
      ? { security: [] }
      : { security: [{ session: [] }, { token: permissions.some((one) => one === needs) ? [needs] : [] }] }),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...bodyOf(route),
    responses: {
      200: {
        description: summary,
        content: { [streams === true ? 'text/event-stream' : 'application/json']: content },
      },
      default: {
        description: 'Why it was not done',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function bodyOf({ body, upload }: Route): Record<string, unknown> {
  if (upload !== undefined) {
    const content = Object.fromEntries(upload.types.map((type) => [type, { schema: {} }]))
    return { requestBody: { required: true, content } }
  }
  if (body === undefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
  }
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): unknown[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field instanceof z.ZodType && field.safeParse(undefined).success),
    schema: schemaOf(field as z.ZodType, 'output'),
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}
