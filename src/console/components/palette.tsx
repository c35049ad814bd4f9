import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ConditionsAnswer } from '../../server/api/conditions.ts'
import { useSession } from '../data/session.ts'
import { useData } from '../data/use-data.ts'
import { fill, useWords } from '../language.ts'
import { pagesFor } from '../navigation.ts'
import { go } from '../router.ts'
import { Dialog } from './dialog.tsx'

const opened = 'mailmedic:palette'
const mostShown = 12

export function openPalette(): void {
  dispatchEvent(new Event(opened))
}

interface Choice {
  readonly key: string
  readonly text: string
  readonly kind: string
  readonly to: string
}

/** One box for everything: `/` or Ctrl-K opens it. */
export function Palette() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const open = () => setOpen(true)
    const press = (event: KeyboardEvent) => {
      if (
        (event.key === 'k' && (event.ctrlKey || event.metaKey)) ||
        (event.key === '/' && !isTyping(event.target))
      ) {
        event.preventDefault()
        open()
      }
    }
    addEventListener(opened, open)
    addEventListener('keydown', press)
    return () => {
      removeEventListener(opened, open)
      removeEventListener('keydown', press)
    }
  }, [])
  return isOpen ? <OpenPalette close={() => setOpen(false)} /> : null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

function OpenPalette({ close }: { readonly close: () => void }) {
  const words = useWords()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const choices = useChoices(text)
  const chosen = choices[Math.min(at, choices.length - 1)]
  const take = (choice: Choice | undefined) => {
    if (choice === undefined) return
    close()
    go(choice.to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') take(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog label={words.palette.label} close={close} class="palette">
      <input
        type="text"
        // biome-ignore lint/a11y/noRedundantRoles: only with a list of its own would it be one by itself
        role="combobox"
        list={undefined}
        aria-label={words.palette.label}
        aria-expanded="true"
        aria-controls="choices"
        {...(chosen === undefined ? {} : { 'aria-activedescendant': `choice-${choices.indexOf(chosen)}` })}
        placeholder={words.palette.placeholder}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id="choices" role="listbox" tabIndex={-1} aria-label={words.palette.label}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the box above, as a combobox does
          // biome-ignore lint/a11y/useFocusableInteractive: so is the focus
          <div
            key={choice.key}
            id={`choice-${index}`}
            role="option"
            aria-selected={choice === chosen}
            onClick={() => take(choice)}
          >
            <span class="wrap">{choice.text}</span>
            <span class="soft small">{choice.kind}</span>
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function useChoices(text: string): readonly Choice[] {
  const words = useWords()
  const { permissions, state } = useSession()
  const sees = permissions.includes('read')
  const { loaded } = useData<ConditionsAnswer>(sees ? '/conditions' : undefined)
  return useMemo(() => {
    const wanted = text.trim().toLowerCase()
    const fits = (...texts: readonly string[]) => texts.some((one) => one.toLowerCase().includes(wanted))
    const pages = pagesFor(permissions, state === 'demo')
      .flat()
      .filter(({ name, path }) => fits(words.pages[name], path))
      .map(({ name, path }) => ({ key: path, text: words.pages[name], kind: '', to: path }))
    if (wanted === '') return pages
    const conditions = loaded.state === 'ready' ? loaded.data.conditions : []
    const found = conditions
      .filter(({ id, title }) => fits(id, title))
      .slice(0, mostShown)
      .map(({ id, title }) => ({
        key: id,
        text: title,
        kind: words.pages.conditions,
        to: `/conditions/${id}`,
      }))
    const mail = {
      key: 'find',
      text: fill(words.palette.findMail, { text: text.trim() }),
      kind: words.pages.find,
      to: `/find?q=${encodeURIComponent(text.trim())}`,
    }
    const explain = {
      key: 'explain',
      text: `${words.pages.explain}: ${text.trim()}`,
      kind: words.pages.explain,
      to: `/explain?text=${encodeURIComponent(text.trim())}`,
    }
    // What looks like a reply or an address is meant as one.
    const direct = /^[245]\d\d[ -]/.test(wanted) ? [explain, mail] : /[@<]/.test(wanted) ? [mail] : []
    return [...direct, ...pages, ...found, ...(direct.length > 0 ? [] : [mail])]
  }, [text, words, permissions, state, loaded])
}
