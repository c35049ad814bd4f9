import { useState } from 'preact/hooks'
import type { SettingsAnswer } from '../../../server/api/settings.ts'
import { useAct } from '../../components/act.tsx'
import { Ready } from '../../components/states.tsx'
import { put } from '../../data/client.ts'
import { useData } from '../../data/use-data.ts'
import { useFormat } from '../../format.ts'
import { fill, useWords } from '../../language.ts'
import { InputField, Submit } from './fields.tsx'

/** How long what was seen is kept. */
export function KeepSection() {
  const query = useData<SettingsAnswer>('/settings', ['settings'])
  return <Ready query={query}>{(answer) => <Retention answer={answer} done={query.reload} />}</Ready>
}

type Settings = SettingsAnswer['retention']

const names = ['minutesDays', 'hoursDays', 'daysDays', 'incidentsDays', 'mostMegabytes'] as const

function Retention({ answer, done }: { readonly answer: SettingsAnswer; readonly done: () => void }) {
  const words = useWords()
  const format = useFormat()
  const { isBusy, failure, run } = useAct()
  const [retention, setRetention] = useState<Settings>(answer.retention)
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        run(async () => {
          await put('/settings', { retention })
          done()
        }, words.settings.saved)
      }}
    >
      <h2>{words.settings.retention}</h2>
      <p class="soft">{fill(words.settings.keptNow, { size: format.bytes(answer.bytes) })}</p>
      {names.map((name) => (
        <InputField
          key={name}
          label={words.settings.keep[name]}
          hint={fill(words.settings.usual, { value: format.number(answer.usual.retention[name]) })}
          type="number"
          least={1}
          isRequired
          value={String(retention[name])}
          set={(value) => setRetention({ ...retention, [name]: Number(value) })}
        />
      ))}
      <Submit isBusy={isBusy} failure={failure} label={words.act.save} />
    </form>
  )
}
