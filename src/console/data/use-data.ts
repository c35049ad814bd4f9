import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLanguage } from '../language.ts'
import { type ApiFailure, get, isApiFailure } from './client.ts'
import { onChange, type Topic } from './live.ts'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: ApiFailure }
  /** `stale`: could not be asked again since. */
  | { readonly state: 'ready'; readonly data: T; readonly stale?: ApiFailure }

export interface Query<T> {
  readonly loaded: Loaded<T>
  readonly reload: () => void
}

/** What was shown last under a path: going back shows it at once, while it is asked anew. */
const shownBefore = new Map<string, unknown>()
const mostRemembered = 60

/**
 * What the API says at `path` (below /api/v1), asked again when the server tells that one of `topics`
 * changed. Undefined: ask nothing yet.
 */
export function useData<T>(path: string | undefined, topics: readonly Topic[] = []): Query<T> {
  const key = `${useLanguage()} ${path ?? ''}`
  const [loaded, setLoaded] = useState<Loaded<T>>(() => remembered(key))
  const [round, setRound] = useState(0)
  const latestKey = useRef(key)
  const topicText = topics.join(' ')

  useEffect(() => {
    if (path === undefined) return
    if (latestKey.current !== key) setLoaded(remembered(key))
    latestKey.current = key
    const aborter = new AbortController()
    get<T>(path, aborter.signal).then(
      (data) => {
        remember(key, data)
        if (!aborter.signal.aborted) setLoaded({ state: 'ready', data })
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return
        const failure: ApiFailure = isApiFailure(error)
          ? error
          : { kind: 'broken', status: 0, because: String(error) }
        setLoaded((before) =>
          before.state === 'ready' && failure.kind === 'offline'
            ? { ...before, stale: failure }
            : { state: 'failed', failure },
        )
      },
    )
    return () => aborter.abort()
  }, [key, round])

  const reload = useCallback(() => setRound((count) => count + 1), [])
  useEffect(
    () => (topicText === '' ? undefined : onChange(topicText.split(' ') as Topic[], reload)),
    [topicText],
  )
  return { loaded: latestKey.current === key ? loaded : remembered(key), reload }
}

function remembered<T>(key: string): Loaded<T> {
  return shownBefore.has(key) ? { state: 'ready', data: shownBefore.get(key) as T } : { state: 'loading' }
}

function remember(key: string, data: unknown): void {
  shownBefore.delete(key)
  shownBefore.set(key, data)
  const [oldest] = shownBefore.keys()
  if (shownBefore.size > mostRemembered && oldest !== undefined) shownBefore.delete(oldest)
}

/** Another person sees nothing of what was shown. */
export function forgetShown(): void {
  shownBefore.clear()
}
