import { useState } from 'preact/hooks'
import type { IncidentDetail } from '../../server/api/incident-schema.ts'
import { useAct } from '../components/act.tsx'
import { post } from '../data/client.ts'
import { useWords } from '../language.ts'

interface IncidentActsProps {
  readonly incident: IncidentDetail
  readonly done: () => void
}

/** What somebody who may act can do about an incident: take it on, note, mute. */
export function IncidentActs({ incident, done }: IncidentActsProps) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [note, setNote] = useState('')
  const path = `/incidents/${incident.id}`
  const say = (what: 'acknowledge' | 'notes') =>
    run(async () => {
      await post(`${path}/${what}`, what === 'notes' ? { text: note } : { note })
      setNote('')
      done()
    }, words.incident.noted)
  const isOpen = incident.state !== 'over'
  return (
    <section class="panel noprint">
      <form class="stack tight" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{words.incident.note}</span>
          <textarea
            rows={2}
            value={note}
            maxLength={2_000}
            placeholder={words.incident.notePlaceholder}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        <p class="row">
          {isOpen && incident.acknowledged === undefined && (
            <button
              type="button"
              class="button main-act"
              disabled={isBusy}
              title={words.incident.acknowledgeHint}
              onClick={() => say('acknowledge')}
            >
              {words.incident.acknowledge}
            </button>
          )}
          <button
            type="button"
            class="button"
            disabled={isBusy || note.trim() === ''}
            onClick={() => say('notes')}
          >
            {words.incident.addNote}
          </button>
        </p>
        {failure !== undefined && (
          <p class="error" role="alert">
            {failure}
          </p>
        )}
      </form>
      {isOpen && incident.muted === undefined && <Mute path={path} done={done} />}
    </section>
  )
}

const hours = { h1: 1, h4: 4, h24: 24, h168: 168 } as const

function Mute({ path, done }: { readonly path: string; readonly done: () => void }) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [length, setLength] = useState<keyof typeof hours>('h4')
  const [reason, setReason] = useState('')
  const mute = () =>
    run(async () => {
      await post(`${path}/mute`, { hours: hours[length], reason })
      done()
    }, words.incident.mutedFor)
  return (
    <details class="fold">
      <summary>{words.incident.mute}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault()
          mute()
        }}
      >
        <p class="small soft">{words.incident.muteHint}</p>
        <label class="field">
          <span>{words.incident.muteFor}</span>
          <select
            value={length}
            onChange={(event) => setLength(event.currentTarget.value as keyof typeof hours)}
          >
            {(Object.keys(hours) as (keyof typeof hours)[]).map((one) => (
              <option key={one} value={one}>
                {words.incident.hours[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.incident.muteReason}</span>
          <input
            value={reason}
            required
            maxLength={500}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <p>
          <button type="submit" class="button" disabled={isBusy}>
            {words.incident.mute}
          </button>
        </p>
        {failure !== undefined && (
          <p class="error" role="alert">
            {failure}
          </p>
        )}
      </form>
    </details>
  )
}
