import { useState } from 'preact/hooks'
import { useAct } from '../../components/act.tsx'
import { post } from '../../data/client.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../language.ts'
import { InputField, Submit } from './fields.tsx'

/** As the API calls them; the number is that of a Monday, a Tuesday … of January 2024. */
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Day = (typeof days)[number]

interface NewWindowProps {
  readonly done: () => void
}

/** Nobody is told of anything, every day or on some days of the week, between two times. */
export function NewWindow({ done }: NewWindowProps) {
  const words = useWords()
  const texts = words.settings.window
  const format = useFormat()
  const { isBusy, failure, run } = useAct()
  const [chosen, setChosen] = useState<readonly Day[]>([])
  const [from, setFrom] = useState('02:00')
  const [until, setUntil] = useState('04:00')
  const [reason, setReason] = useState('')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const add = () =>
    run(async () => {
      const on = chosen.length === 0 ? { every: 'day' } : { every: 'week', days: chosen }
      await post('/mutes', { scope: '*', reason, repeats: { on, from, until, zone } })
      setReason('')
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
      <h2>{texts.title}</h2>
      <p class="small soft">{texts.lead}</p>
      <div class="row">
        <InputField label={texts.from} type="time" isRequired value={from} set={setFrom} />
        <InputField label={texts.until} type="time" isRequired value={until} set={setUntil} />
      </div>
      <fieldset class="plainset">
        <legend>{texts.days}</legend>
        <p class="hint soft">{texts.daysHint}</p>
        <div class="topics">
          {days.map((day, index) => (
            <label class="check" key={day}>
              <input
                type="checkbox"
                checked={chosen.includes(day)}
                onChange={({ currentTarget }) =>
                  setChosen(currentTarget.checked ? [...chosen, day] : chosen.filter((one) => one !== day))
                }
              />
              <span>{format.weekday(index + 1)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <InputField label={words.settings.reason} isRequired value={reason} set={setReason} />
      <Submit isBusy={isBusy} failure={failure} label={words.act.add} />
    </form>
  )
}
