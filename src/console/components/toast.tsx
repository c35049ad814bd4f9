import { useEffect, useState } from 'preact/hooks'

const shownMilliseconds = 5_000
let show: (text: string) => void = () => undefined

/** Says in a corner, for a while, that something was done. Screen readers hear it. */
export function toast(text: string): void {
  show(text)
}

export function Toasts() {
  const [text, setText] = useState('')
  useEffect(() => {
    show = setText
  }, [])
  useEffect(() => {
    if (text === '') return
    const timer = setTimeout(() => setText(''), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div role="status" aria-live="polite">
      {text !== '' && <p class="toast">{text}</p>}
    </div>
  )
}
