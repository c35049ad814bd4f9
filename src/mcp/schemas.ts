import { z } from 'zod'

const longestName = 1_000
const mostFiles = 20

/** Inputs that several tools take. */
export const files = z
  .array(z.string().min(1).max(longestName))
  .max(mostFiles)
  .default([])
  .describe('log files or patterns beneath a folder that --files allows; none: the mail logs of this host')

export const since = z
  .string()
  .max(40)
  .optional()
  .describe('only from then on: 2026-03-03, "2026-03-03 14:00", today, yesterday, 2h, 3d (time of the log)')

export const until = z.string().max(40).optional().describe('only before then')

export const pattern = z.string().min(1).max(longestName).optional()
