import type { Tool } from '../tool.ts'
import { checkTool } from './check.ts'
import { conditionsTool } from './conditions.ts'
import { explainTool } from './explain.ts'
import { incidentsTool } from './incidents.ts'
import { logsTool } from './logs.ts'
import { probeTool } from './probe.ts'
import { traceTool } from './trace.ts'

/** In the order in which an assistant reads them. */
export const tools: readonly Tool[] = [
  checkTool,
  explainTool,
  traceTool,
  logsTool,
  probeTool,
  incidentsTool,
  conditionsTool,
]
