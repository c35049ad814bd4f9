import { useEffect, useState } from 'preact/hooks'
import type { InvitationAnswer } from '../../server/api/invitation.ts'
import { useAct } from '../components/act.tsx'
import { isApiFailure, post } from '../data/client.ts'
import type { Session } from '../data/session.ts'
import { useWords } from '../language.ts'
import { go } from '../router.ts'

interface SignInPageProps {
  readonly session: Session
  readonly done: () => void
}

/** Signs in; with a link that was handed out, makes the account first. */
export function SignInPage({ session, done }: SignInPageProps) {
  const words = useWords()
  // In the fragment: it never reaches a log of a server or a proxy.
  const [secret] = useState(() => /^#([\w-]{16,200})$/.exec(location.hash)?.[1])
  const isNew = secret !== undefined
  return (
    <main class="alone">
      <form class="panel form" onSubmit={(event) => event.preventDefault()}>
        <h1>{isNew ? words.signIn.first : words.signIn.title}</h1>
        <p class="soft">{isNew ? words.signIn.firstLead : words.signIn.lead}</p>
        {session.state === 'set-up-needed' && !isNew && <p>{words.signIn.setUp}</p>}
        <Credentials
          secret={secret}
          done={() => {
            if (isNew) go('/', 'replace')
            done()
          }}
        />
      </form>
    </main>
  )
}

interface CredentialsProps {
  /** Of a one-time link. */
  readonly secret: string | undefined
  readonly done: () => void
}

function Credentials({ secret, done }: CredentialsProps) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string>()
  const [given, setGiven] = useState<InvitationAnswer>()
  // Asked once
  useEffect(() => {
    if (secret !== undefined)
      run(async () => setGiven(await post<InvitationAnswer>('/invitation/look', { secret })))
  }, [])
  const send = () =>
    run(async () => {
      try {
        if (secret !== undefined)
          await post('/invitation', { secret, password, ...(given?.name === undefined ? { name } : {}) })
        else await post('/session', { name, password, ...(code === undefined ? {} : { code }) })
        done()
      } catch (error) {
        if (!isApiFailure(error) || error.code !== 'second-factor-needed') throw error
        setCode('')
      }
    })
  return (
    <>
      <label class="field">
        <span>{words.signIn.name}</span>
        <input
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          readOnly={given?.name !== undefined}
          value={given?.name ?? name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{words.signIn.password}</span>
        <input
          name="password"
          type="password"
          autocomplete={secret === undefined ? 'current-password' : 'new-password'}
          required
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {code !== undefined && (
        <label class="field">
          <span>{words.signIn.code}</span>
          <span class="hint">{words.signIn.needCode}</span>
          <input
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            pattern="\d{6}"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
      )}
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button main-act" disabled={isBusy} onClick={send}>
          {secret === undefined ? words.signIn.go : words.signIn.create}
        </button>
      </p>
    </>
  )
}
