import { useState } from 'preact/hooks'
import type { ChannelsAnswer } from '../../../server/api/channels.ts'
import { useAct } from '../../components/act.tsx'
import { type Severity, severities } from '../../components/severity.tsx'
import { post } from '../../data/client.ts'
import { useLanguage, useWords } from '../../language.ts'

type Kind = ChannelsAnswer['kinds'][number]

interface NewChannelProps {
  readonly kinds: readonly Kind[]
  readonly done: () => void
}

/** The fields follow from the kind: what it needs, and what is never shown again. */
export function NewChannel({ kinds, done }: NewChannelProps) {
  const words = useWords()
  const language = useLanguage()
  const { isBusy, failure, run } = useAct()
  const [name, setName] = useState('')
  const [kindName, setKindName] = useState(kinds[0]?.kind ?? '')
  const [severity, setSeverity] = useState<Severity>('medium')
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>({})
  const [secret, setSecret] = useState('')
  const kind = kinds.find((one) => one.kind === kindName)
  if (kind === undefined) return null
  const given = Object.fromEntries(
    kind.settings.flatMap((one) => {
      const value = settings[one.name]?.trim() ?? ''
      return value === '' ? [] : [[one.name, value]]
    }),
  )
  const add = () =>
    run(async () => {
      await post('/channels', {
        ...{ name, kind: kindName, settings: given, language },
        route: { severity, topics: [] },
        ...(secret === '' ? {} : { secret }),
      })
      setName('')
      setSettings({})
      setSecret('')
      done()
    }, words.settings.saved)
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <h2>{words.settings.addChannel}</h2>
      <label class="field">
        <span>{words.settings.kind}</span>
        <select value={kindName} onChange={(event) => setKindName(event.currentTarget.value)}>
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.kind}
            </option>
          ))}
        </select>
        <span class="hint">{kind.summary}</span>
      </label>
      <label class="field">
        <span>{words.settings.channel}</span>
        <input required value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      {kind.settings.map((one) => (
        <label class="field" key={one.name}>
          <span>
            {one.name} {one.optional && <span class="hint">({words.settings.optional})</span>}
          </span>
          <input
            required={!one.optional}
            value={settings[one.name] ?? ''}
            spellcheck={false}
            onInput={(event) => setSettings({ ...settings, [one.name]: event.currentTarget.value })}
          />
          <span class="hint">{one.about}</span>
        </label>
      ))}
      {kind.secret !== undefined && (
        <label class="field">
          <span>
            {words.settings.secret}{' '}
            {kind.secret.optional && <span class="hint">({words.settings.optional})</span>}
          </span>
          <input
            type="password"
            autocomplete="off"
            required={!kind.secret.optional}
            value={secret}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
          <span class="hint">
            {kind.secret.about}. {words.settings.secretHint}
          </span>
        </label>
      )}
      <label class="field">
        <span>{words.settings.from}</span>
        <select
          value={severity}
          onChange={({ currentTarget: { value } }) =>
            setSeverity(severities.find((one) => one === value) ?? 'medium')
          }
        >
          {severities.map((one) => (
            <option key={one} value={one}>
              {words.severities[one]}
            </option>
          ))}
        </select>
      </label>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button main-act" disabled={isBusy}>
          {words.act.add}
        </button>
      </p>
    </form>
  )
}
