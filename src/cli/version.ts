import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

interface Package {
  readonly version: string
}

// Our own file.
const own = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Package

export const version = own.version
