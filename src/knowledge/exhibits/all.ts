import type { Exhibit } from '../exhibit.ts'
import { clientSettingsTable } from './client-settings.ts'
import { recordsToPaste } from './records.ts'
import { servers } from './servers.ts'
import { spfTree } from './spf-tree.ts'

/** In the order in which a report shows them. */
export const allExhibits: readonly Exhibit[] = [spfTree, servers, recordsToPaste, clientSettingsTable]
