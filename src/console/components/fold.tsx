import type { ComponentChildren } from 'preact'

interface FoldProps {
  readonly title: string
  readonly count?: number
  readonly isOpen?: boolean
  readonly children: ComponentChildren
}

/** What is one click away. */
export function Fold({ title, count, isOpen = false, children }: FoldProps) {
  return (
    <details class="fold" open={isOpen}>
      <summary>
        {title}
        {count !== undefined && <span class="soft"> ({count})</span>}
      </summary>
      {children}
    </details>
  )
}
