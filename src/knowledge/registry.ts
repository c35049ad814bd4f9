// Written by tools/generate-registry.ts from the folder: do not edit.
import type { Condition } from './condition.ts'
import { storageDiskFull } from './conditions/storage/storage-disk-full.ts'

/** Every condition that Mailmedic knows. */
export const allConditions: readonly Condition[] = [storageDiskFull]
