import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../language.ts'

const shownMilliseconds = 1_500

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const words = useWords()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    copyText(text).then(setCopied, () => setCopied(false))
  }
  return (
    <button type="button" class="copy" onClick={copy}>
      {copied ? words.act.copied : (label ?? words.act.copy)}
      {label === undefined && <span class="hidden"> {text.slice(0, 80)}</span>}
    </button>
  )
}

/** Over plain HTTP from another host browsers give no clipboard: the old way still works there. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text)
    return true
  }
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}

/** A command to type, in its own line that can be copied. */
export function Command({ text, isShell = true }: { readonly text: string; readonly isShell?: boolean }) {
  return (
    <div class="command">
      <pre class={isShell ? 'prompt' : ''}>{text}</pre>
      <CopyButton text={text} />
    </div>
  )
}
