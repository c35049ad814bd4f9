import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface DialogProps {
  readonly label: string
  readonly close: () => void
  readonly class?: string
  readonly children: ComponentChildren
}

/** The browser's own modal dialog: keeps the focus inside, Escape closes it. */
export function Dialog({ label, close, class: look = '', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    element.current?.showModal()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key; a click beside it is only a convenience
    <dialog
      ref={element}
      class={look}
      aria-label={label}
      onClose={close}
      onClick={(event) => {
        if (event.target === element.current) close()
      }}
    >
      {children}
    </dialog>
  )
}
