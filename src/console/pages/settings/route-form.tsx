import { useState } from 'preact/hooks'
import type { ChannelsAnswer } from '../../../server/api/channels.ts'
import { useAct } from '../../components/act.tsx'
import { patch } from '../../data/client.ts'
import { useWords } from '../../language.ts'
import { InputField, SeverityField, Submit } from './fields.tsx'

type Route = ChannelsAnswer['channels'][number]['route']

interface RouteFormProps {
  /** Of the channel, as the API has it. */
  readonly path: string
  readonly route: Route
  readonly done: () => void
}

/** Of what a channel is told, and when: at once, later, at night, once a day. */
export function RouteForm({ path, route, done }: RouteFormProps) {
  const words = useWords()
  const texts = words.settings.route
  const { isBusy, failure, run } = useAct()
  const [severity, setSeverity] = useState(route.severity)
  const [topics, setTopics] = useState<Route['topics']>(route.topics)
  const [after, setAfter] = useState(String(route.afterMinutes ?? ''))
  const [quietFrom, setQuietFrom] = useState(route.quiet?.from ?? '')
  const [quietUntil, setQuietUntil] = useState(route.quiet?.until ?? '')
  const [except, setExcept] = useState(route.quiet?.except ?? 'critical')
  const [digestAt, setDigestAt] = useState(route.digestAt ?? '')
  const hasQuiet = quietFrom !== '' && quietUntil !== ''
  const whole: Route = {
    ...{ severity, topics },
    ...(after === '' ? {} : { afterMinutes: Number(after) }),
    ...(hasQuiet ? { quiet: { from: quietFrom, until: quietUntil, except } } : {}),
    ...(digestAt === '' ? {} : { digestAt }),
  }
  const names = Object.keys(words.topics) as Route['topics']
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        run(async () => {
          await patch(path, { route: whole })
          done()
        }, words.settings.saved)
      }}
    >
      <SeverityField label={words.settings.from} value={severity} set={setSeverity} />
      <fieldset class="plainset">
        <legend>{words.settings.about}</legend>
        <p class="hint soft">{texts.topicsHint}</p>
        <div class="topics">
          {names.map((name) => (
            <label class="check" key={name}>
              <input
                type="checkbox"
                checked={topics.includes(name)}
                onChange={({ currentTarget }) =>
                  setTopics(currentTarget.checked ? [...topics, name] : topics.filter((one) => one !== name))
                }
              />
              <span>{words.topics[name]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <InputField
        label={texts.after}
        hint={texts.afterHint}
        type="number"
        least={1}
        value={after}
        set={setAfter}
      />
      <div class="row">
        <InputField label={texts.quietFrom} type="time" value={quietFrom} set={setQuietFrom} />
        <InputField label={texts.quietUntil} type="time" value={quietUntil} set={setQuietUntil} />
      </div>
      {hasQuiet && (
        <SeverityField label={texts.except} hint={texts.exceptHint} value={except} set={setExcept} />
      )}
      <InputField
        label={texts.digest}
        hint={texts.digestHint}
        type="time"
        value={digestAt}
        set={setDigestAt}
      />
      <Submit isBusy={isBusy} failure={failure} label={words.act.save} />
    </form>
  )
}
