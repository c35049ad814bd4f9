import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** One file of the console, as it is sent. */
export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly compressed: Uint8Array<ArrayBuffer> | undefined
  readonly type: string
  readonly etag: string
  /** Its name holds a hash of what is in it. */
  readonly immutable: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const compressible = /^(?:text|application)\/|svg/
const worthCompressing = 1_024

/**
 * All files of the console by the path at which they are asked for ("/app-1a2b3c4d.js"), read once: no path
 * of a request ever reaches the disk. Without a console (not built): none.
 */
export function staticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  return new Map(
    namesIn(folder).flatMap((name) => {
      const type = types[extname(name)]
      return type === undefined ? [] : [[`/${name}`, fileOf(join(folder, name), type)] as const]
    }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

function fileOf(path: string, type: string): StaticFile {
  const bytes = Uint8Array.from(readFileSync(path))
  const isWorth = compressible.test(type) && bytes.length > worthCompressing
  return {
    bytes,
    compressed: isWorth ? Uint8Array.from(gzipSync(bytes, { level: 9 })) : undefined,
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    immutable: /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path),
  }
}
