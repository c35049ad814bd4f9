import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface PageHeadProps {
  readonly title: string
  /** For the browser's tab, where the heading is a sentence. */
  readonly tab?: string
  readonly lead?: ComponentChildren
  readonly isVerdict?: boolean
  readonly children?: ComponentChildren
}

/** The heading of a page: it is what a screen reader hears after a link was followed. */
export function PageHead({ title, tab = title, lead, isVerdict = false, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${tab} · Mailmedic`
  }, [tab])
  useEffect(() => {
    const active = document.activeElement
    const isTyping = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
    if (location.pathname !== openedAt) hasMoved = true
    if (!isTyping && hasMoved) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header class={isVerdict ? 'pagehead' : 'pagehead plain'}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <div class="lead">{lead}</div>}
      {children}
    </header>
  )
}

/** The browser has put the focus itself when the page was opened. */
const openedAt = location.pathname
let hasMoved = false
