import { useState } from 'preact/hooks'
import { isApiFailure } from '../data/client.ts'
import { useWords } from '../language.ts'
import { toast } from './toast.tsx'

export interface Act {
  readonly isBusy: boolean
  /** What went wrong the last time, in words. */
  readonly failure: string | undefined
  readonly run: (work: () => Promise<unknown>, done?: string) => void
}

/** Something that changes something: busy meanwhile, says when it is done, or why not. */
export function useAct(): Act {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const run = (work: () => Promise<unknown>, done?: string) => {
    setBusy(true)
    setFailure(undefined)
    work()
      .then(
        () => {
          if (done !== undefined) toast(done)
        },
        (error: unknown) => {
          const known = isApiFailure(error)
            ? (error.because ?? words.failures[error.kind].title)
            : String(error)
          setFailure(known)
        },
      )
      .finally(() => setBusy(false))
  }
  return { isBusy, failure, run }
}
