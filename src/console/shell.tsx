import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { IncidentsAnswer } from '../server/api/incidents.ts'
import type { RecordingsAnswer } from '../server/api/recordings.ts'
import { openPalette } from './components/palette.tsx'
import { post, remove } from './data/client.ts'
import { useConnection } from './data/live.ts'
import { useMay, useSession } from './data/session.ts'
import { forgetShown, useData } from './data/use-data.ts'
import { isLanguage, languages, TongueContext, useWords } from './language.ts'
import { pagesFor } from './navigation.ts'
import { applyTheme, isTheme, keep, kept, type Theme, themes } from './preferences.ts'
import type { Place } from './router.ts'

interface ShellProps {
  readonly place: Place
  readonly signedOut: () => void
  readonly children: ComponentChildren
}

/** What surrounds every page: the way around, whether it is live, language, light, who is here. */
export function Shell({ place, signedOut, children }: ShellProps) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  // Another place closes the menu of phones
  useEffect(() => setOpen(false), [place])
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="around">
        <div class="phonebar">
          <Brand />
          <button type="button" class="button" onClick={() => openPalette()} aria-label={words.act.search}>
            <SearchSign />
          </button>
          <button
            type="button"
            class="button"
            aria-expanded={isOpen}
            aria-controls="rail"
            onClick={() => setOpen(!isOpen)}
          >
            {words.menu}
          </button>
        </div>
        <div class={isOpen ? 'rail open' : 'rail'} id="rail">
          <Brand />
          <button type="button" class="searchbutton" onClick={() => openPalette()}>
            <span>{words.act.search}</span>
            <kbd>/</kbd>
          </button>
          <Navigation place={place} />
          <Foot signedOut={signedOut} />
        </div>
      </header>
      <main class="main" id="main" tabIndex={-1}>
        <DemoNotice />
        {children}
      </main>
    </div>
  )
}

function Brand() {
  const words = useWords()
  return (
    <a class="brand" href="/">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="var(--accent)" />
        <path
          d="M5 18h5l3-8 5 14 3-9 2 3h4"
          fill="none"
          stroke="var(--on-accent)"
          stroke-width="2.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      {words.brand}
    </a>
  )
}

function SearchSign() {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
      <path
        d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2Zm4 9 4 4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
      />
    </svg>
  )
}

function Navigation({ place }: Pick<ShellProps, 'place'>) {
  const words = useWords()
  const { permissions, state } = useSession()
  const groups = pagesFor(permissions, state === 'demo')
  const current = (path: string) => (path === '/' ? place.path === '/' : place.path.startsWith(path))
  return (
    <nav aria-label={words.menu}>
      {groups.map((group) => (
        <ul class="plain" key={group[0]?.name}>
          {group.map(({ name, path }) => (
            <li key={name}>
              <a href={path} {...(current(path) ? { 'aria-current': 'page' as const } : {})}>
                {words.pages[name]}
                {name === 'incidents' && <OpenCount />}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

function OpenCount() {
  const { loaded } = useData<IncidentsAnswer>('/incidents?state=open', ['incident'])
  if (loaded.state !== 'ready' || loaded.data.incidents.length === 0) return null
  return <span class="count">{loaded.data.incidents.length}</span>
}

function Foot({ signedOut }: Pick<ShellProps, 'signedOut'>) {
  const words = useWords()
  const { language, speak } = useContext(TongueContext)
  const { name, role, state, version } = useSession()
  const [theme, setTheme] = useState<Theme>(() => {
    const wished = kept('theme')
    return isTheme(wished) ? wished : 'auto'
  })
  const dress = (next: Theme) => {
    keep('theme', next)
    applyTheme(next)
    setTheme(next)
  }
  return (
    <div class="railfoot">
      {useMay('read') && <Live />}
      <div class="row">
        <select
          aria-label={words.languageLabel}
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && speak(value)}
        >
          {Object.entries(languages).map(([tag, one]) => (
            <option key={tag} value={tag} lang={tag}>
              {one.name}
            </option>
          ))}
        </select>
        <select
          aria-label={words.theme.label}
          value={theme}
          onChange={({ currentTarget: { value } }) => isTheme(value) && dress(value)}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {words.theme[one]}
            </option>
          ))}
        </select>
      </div>
      {state === 'signed-in' && (
        <div class="spread">
          <span class="wrap">
            {name}
            {role !== undefined && <span class="soft"> · {words.settings.roles[role]}</span>}
          </span>
          <button
            type="button"
            class="button quiet"
            onClick={() => void remove('/session').finally(signedOut)}
          >
            {words.act.signOut}
          </button>
        </div>
      )}
      <span class="soft">Mailmedic {version}</span>
    </div>
  )
}

function Live() {
  const words = useWords()
  const connection = useConnection()
  return (
    <span class={connection === 'live' ? 'live' : 'live away'} role="status">
      <i />
      {words.live[connection]}
    </span>
  )
}

function DemoNotice() {
  const words = useWords()
  const { state } = useSession()
  const { loaded, reload } = useData<RecordingsAnswer>(state === 'demo' ? '/recordings' : undefined, [
    'looked',
  ])
  if (state !== 'demo') return null
  const play = (name: string) =>
    void post('/recordings', { name }).finally(() => {
      forgetShown()
      reload()
    })
  return (
    <div class="notice">
      <span>{words.demo.notice}</span>
      {loaded.state === 'ready' && (
        <label>
          {words.demo.choose}{' '}
          <select value={loaded.data.current} onChange={({ currentTarget: { value } }) => play(value)}>
            {loaded.data.names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
