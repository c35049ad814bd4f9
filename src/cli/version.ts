import { readFileSync } from 'node:fs'

interface Package {
  readonly version: string
}

// package.json lies two folders above both src/cli and dist/cli, and is our own file.
const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package

export const version = own.version
