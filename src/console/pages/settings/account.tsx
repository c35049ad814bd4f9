import { useState } from 'preact/hooks'
import type { SecondFactorAnswer } from '../../../server/api/account.ts'
import { useAct } from '../../components/act.tsx'
import { Command } from '../../components/copy.tsx'
import { post, put, remove } from '../../data/client.ts'
import { useSession } from '../../data/session.ts'
import { useWords } from '../../language.ts'

/** The own password and second factor. */
export function AccountSection() {
  return (
    <div class="columns even">
      <PasswordForm />
      <SecondFactor />
    </div>
  )
}

interface SecretFieldProps {
  readonly label: string
  readonly value: string
  readonly complete: 'current-password' | 'new-password'
  readonly set: (value: string) => void
}

function SecretField({ label, value, complete, set }: SecretFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="password"
        autocomplete={complete}
        required
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  )
}

function PasswordForm() {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const change = () =>
    run(async () => {
      await put('/account/password', { before, after })
      setBefore('')
      setAfter('')
    }, words.settings.saved)
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        change()
      }}
    >
      <h2>{words.settings.password}</h2>
      <SecretField
        label={words.settings.oldPassword}
        complete="current-password"
        value={before}
        set={setBefore}
      />
      <SecretField label={words.settings.newPassword} complete="new-password" value={after} set={setAfter} />
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button" disabled={isBusy}>
          {words.act.save}
        </button>
      </p>
    </form>
  )
}

function SecondFactor() {
  const words = useWords()
  const session = useSession()
  const { isBusy, failure, run } = useAct()
  const [isOn, setOn] = useState(session.secondFactor === true)
  const [begun, setBegun] = useState<SecondFactorAnswer>()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const clear = (on: boolean) => {
    setOn(on)
    setBegun(undefined)
    setPassword('')
    setCode('')
  }
  const submit = () =>
    run(async () => {
      if (isOn) await remove('/account/second-factor', { password })
      else if (begun === undefined) {
        setBegun(await post<SecondFactorAnswer>('/account/second-factor'))
        return
      } else await put('/account/second-factor', { password, secret: begun.secret, code })
      clear(!isOn)
    })
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{words.settings.factor}</h2>
      <p role="status">{isOn ? words.settings.factorOn : words.settings.factorOff}</p>
      {begun !== undefined && !isOn && (
        <>
          <p>{words.settings.factorSecret}</p>
          <Command text={begun.secret} isShell={false} />
          <a href={begun.uri}>otpauth://</a>
          <label class="field">
            <span>{words.signIn.code}</span>
            <input
              inputMode="numeric"
              autocomplete="one-time-code"
              pattern="\d{6}"
              required
              value={code}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
          </label>
        </>
      )}
      {(isOn || begun !== undefined) && (
        <SecretField
          label={words.settings.oldPassword}
          complete="current-password"
          value={password}
          set={setPassword}
        />
      )}
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button" disabled={isBusy}>
          {isOn
            ? words.settings.factorStop
            : begun === undefined
              ? words.settings.factorStart
              : words.settings.factorConfirm}
        </button>
      </p>
    </form>
  )
}
