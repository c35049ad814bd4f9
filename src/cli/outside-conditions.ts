import { canBeSeen } from '../diagnose/examine.ts'
import type { Condition } from '../knowledge/condition.ts'
import { UsageError } from './command-file.ts'
import { chooseConditions } from './run-check.ts'

/** What `--only` names, as far as it can be told without access. Throws UsageError where that is nothing. */
export function outsideConditions(only: readonly string[]): readonly Condition[] {
  const visible = chooseConditions(only).filter((condition) => canBeSeen(condition, 'outside'))
  if (visible.length === 0)
    throw new UsageError(`${only.join(', ')}: only the server itself shows that: mailmedic check --only …`)
  return visible
}
