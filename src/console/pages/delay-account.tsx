import { useFormat } from '../format.ts'
import { useWords } from '../language.ts'
import type { Words } from '../words/words.ts'

type Stage = keyof Words['find']['accounts']

const stages: readonly Stage[] = [
  'filters',
  'reception',
  'queueManager',
  'connection',
  'transmission',
  'waiting',
]
/** Less than this of the whole is not worth a word. */
const least = 0.01

interface DelayAccountProps {
  readonly account: Readonly<Record<Stage, number>>
  /** Seconds in all. */
  readonly delay: number
}

/** Where the time of a delivery went: a bar, and the same in words. */
export function DelayAccount({ account, delay }: DelayAccountProps) {
  const words = useWords()
  const format = useFormat()
  const total = Math.max(delay, 1e-9)
  const parts = stages.filter((stage) => account[stage] / total >= least)
  return (
    <div class="stack tight">
      <h4 class="small">
        {words.find.account}: {format.duration(delay)}
      </h4>
      <div class="account" aria-hidden="true">
        {parts.map((stage) => (
          <i
            key={stage}
            class={`stage-${stage}`}
            style={{ flexGrow: String(Math.max(account[stage] / total, 0.01)) }}
          />
        ))}
      </div>
      <p class="row small soft">
        {parts.map((stage) => (
          <span key={stage}>
            <i class={`dot stage-${stage}`} aria-hidden="true" /> {words.find.accounts[stage]}{' '}
            {format.duration(account[stage])}
          </span>
        ))}
      </p>
    </div>
  )
}
