import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../src/server/openapi.ts'
import { routes } from '../../src/server/routes.ts'

describe('OpenAPI', () => {
  const document = openApiDocument()

  test('is what the repository holds: npm run generate', () => {
    const kept = readFileSync(new URL('../../docs/schema/openapi-1.json', import.meta.url), 'utf8')
    expect(kept).toBe(`${JSON.stringify(document, null, 2)}\n`)
  })

  test('has every route once', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(operations.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  test('every operation has a name of its own, and declares what stands in its path', () => {
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation: operation as Operation })),
    )
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length)
    for (const { path, operation } of all) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name)
      expect([path, inPath]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)])
    }
  })
})

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
}
