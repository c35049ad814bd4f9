import { useEffect, useState } from 'preact/hooks'

/** Where the reader is: everything that a page shows follows from it, so that each view has a link. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
}

const moved = 'mailmedic:moved'

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) }
}

/** The place, and a new rendering when it changes: by a link, by `go`, by the back button. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const update = () => setPlace(here())
    addEventListener('popstate', update)
    addEventListener(moved, update)
    return () => {
      removeEventListener('popstate', update)
      removeEventListener(moved, update)
    }
  }, [])
  return place
}

/** Goes to a path of this page. `replace`: the back button skips what was here (a filter while typing). */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  const from = document.documentElement.dataset['path']
  dispatchEvent(new Event(moved))
  if (from !== location.pathname) scrollTo(0, 0)
  document.documentElement.dataset['path'] = location.pathname
}

/** The same path with some of its query changed; an empty value takes one away. */
export function withQuery(place: Place, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(place.query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? place.path : `${place.path}?${text}`
}

/** Lets ordinary links stay ordinary: plain clicks on links of this page change the place, no more. */
export function followLinks(): void {
  document.documentElement.dataset['path'] = location.pathname
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || link.target !== '' || link.hasAttribute('download')) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return
    if (link.hash !== '' && link.pathname === location.pathname) return
    event.preventDefault()
    go(`${link.pathname}${link.search}`)
  })
}
