import type { ComponentChildren } from 'preact'
import type { ApiFailure } from '../data/client.ts'
import type { Query } from '../data/use-data.ts'
import { useWords } from '../language.ts'
import { PageHead } from './page-head.tsx'
import { Shape } from './severity.tsx'

export function Loading() {
  return (
    <div class="skeleton" role="status">
      <span class="hidden">{useWords().states.loading}</span>
      <i />
      <i />
      <i />
    </div>
  )
}

/** What went wrong, why as far as it is known, and what can be done. */
export function Failed({ failure, retry }: { readonly failure: ApiFailure; readonly retry?: () => void }) {
  const words = useWords()
  const { title, advice } = words.failures[failure.kind]
  return (
    <div class="state bad" role="alert">
      <h2>
        <Shape of="unknown" /> {title}
      </h2>
      <p>{failure.because ?? advice}</p>
      {failure.because !== undefined && <p class="small">{advice}</p>}
      {retry !== undefined && (
        <button type="button" class="button" onClick={retry}>
          {words.act.retry}
        </button>
      )}
    </div>
  )
}

export function Empty({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

interface ReadyProps<T> {
  readonly query: Query<T>
  /** Of a page whose heading comes with the data: what stands there until it is here. */
  readonly heading?: string
  readonly children: (data: T) => ComponentChildren
}

/** Shows what came, or that it is under way, or why it did not come. */
export function Ready<T>({ query: { loaded, reload }, heading, children }: ReadyProps<T>) {
  const words = useWords()
  if (loaded.state !== 'ready')
    return (
      <>
        {heading !== undefined && <PageHead title={heading} />}
        {loaded.state === 'loading' ? <Loading /> : <Failed failure={loaded.failure} retry={reload} />}
      </>
    )
  return (
    <>
      {loaded.stale !== undefined && (
        <p class="notice bad" role="status">
          {words.states.stale}
          <button type="button" class="button" onClick={reload}>
            {words.act.retry}
          </button>
        </p>
      )}
      {children(loaded.data)}
    </>
  )
}
