import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { Palette } from './components/palette.tsx'
import { Failed, Loading } from './components/states.tsx'
import { Toasts, toast } from './components/toast.tsx'
import { askIn, get, isApiFailure, onSignedOut, rememberCsrf } from './data/client.ts'
import { setByServer } from './data/clock.ts'
import { connect, disconnect, onEvent } from './data/live.ts'
import { type Session, SessionContext } from './data/session.ts'
import { forgetShown } from './data/use-data.ts'
import { isLanguage, type Language, languages, preferredLanguage, TongueContext } from './language.ts'
import { Page } from './pages/page.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { keep, kept } from './preferences.ts'
import { usePlace } from './router.ts'
import { Shell } from './shell.tsx'

/** Everything: the language, who is signed in, and the page of the place. */
export function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  const speak = useCallback((next: Language) => {
    keep('language', next)
    setLanguage(next)
  }, [])
  askIn(language)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const tongue = useMemo(() => ({ language, words: languages[language].words, speak }), [language, speak])
  return (
    <TongueContext.Provider value={tongue}>
      <WithSession />
      <Toasts />
    </TongueContext.Provider>
  )
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  const chosen = asked ?? kept('language')
  return isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages)
}

function WithSession() {
  const [session, setSession] = useState<Session>()
  const [failure, setFailure] = useState<Parameters<typeof Failed>[0]['failure']>()
  const place = usePlace()
  const ask = useCallback(() => {
    get<Session>('/session').then(
      (answer) => {
        rememberCsrf(answer.csrf ?? '')
        setByServer(answer.now, answer.zoneMinutes)
        setFailure(undefined)
        setSession(answer)
      },
      (error: unknown) => {
        setFailure(isApiFailure(error) ? error : { kind: 'broken', status: 0, because: String(error) })
      },
    )
  }, [])
  useEffect(() => {
    onSignedOut(() => {
      forgetShown()
      ask()
    })
    ask()
  }, [ask])
  const sees = session?.permissions.includes('read') ?? false
  useEffect(() => {
    if (!sees) return
    connect()
    const stops = [
      onEvent('incident', ({ title }) => toast(title)),
      onEvent('looked', ({ at }) => setByServer(at)),
    ]
    return () => {
      for (const stop of stops) stop()
      disconnect()
    }
  }, [sees])
  if (failure !== undefined) return <Alone>{<Failed failure={failure} retry={ask} />}</Alone>
  if (session === undefined) return <Alone>{<Loading />}</Alone>
  if (session.state === 'signed-out' || session.state === 'set-up-needed')
    return <SignInPage session={session} done={ask} />
  return (
    <SessionContext.Provider value={session}>
      <Shell place={place} signedOut={ask}>
        <Page place={place} />
      </Shell>
      <Palette />
    </SessionContext.Provider>
  )
}

function Alone({ children }: { readonly children: preact.ComponentChildren }) {
  return (
    <main class="alone stack">
      <h1>Mailmedic</h1>
      {children}
    </main>
  )
}
