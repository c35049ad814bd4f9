import { useState } from 'preact/hooks'
import type { OwnSetupAnswer } from '../../../server/api/own-setup.ts'
import { useAct } from '../../components/act.tsx'
import { Ready } from '../../components/states.tsx'
import { put } from '../../data/client.ts'
import { useData } from '../../data/use-data.ts'
import { useWords } from '../../language.ts'
import { InputField, LinesField, Submit } from './fields.tsx'

type Setup = NonNullable<OwnSetupAnswer['setup']>

/** What cannot be seen from the host, declared once. */
export function OwnSetupSection() {
  const words = useWords()
  const query = useData<OwnSetupAnswer>('/own-setup', ['settings', 'looked'])
  return (
    <section class="stack">
      <header>
        <h2>{words.settings.setup}</h2>
        <p class="soft">{words.settings.setupLead}</p>
      </header>
      <Ready query={query}>
        {(answer) => (
          <>
            <Trouble answer={answer} />
            {answer.setup !== undefined && (
              <Declaration
                key={answer.revision}
                setup={answer.setup}
                revision={answer.revision}
                done={query.reload}
              />
            )}
          </>
        )}
      </Ready>
    </section>
  )
}

/** What is wrong in the file, and what was seen that speaks against it. */
function Trouble({ answer: { path, errors, contradictions } }: { readonly answer: OwnSetupAnswer }) {
  const words = useWords()
  return (
    <>
      {errors.length > 0 && (
        <div class="state bad" role="alert">
          <h3>{words.settings.setupBroken}</h3>
          <ul class="bullets">
            {errors.map(({ line, field, message }) => (
              <li key={`${line} ${field} ${message}`} class="wrap">
                <code>
                  {path}:{line}
                </code>{' '}
                {field} {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {contradictions.map(({ subject, because }) => (
        <p key={`${subject} ${because}`} class="notice bad">
          {because}
        </p>
      ))}
    </>
  )
}

interface DeclarationProps {
  readonly setup: Setup
  readonly revision: string
  readonly done: () => void
}

function Declaration({ setup, revision, done }: DeclarationProps) {
  const words = useWords()
  const texts = words.settings.own
  const { isBusy, failure, run } = useAct()
  const [edited, setEdited] = useState<Setup>(setup)
  const [host, setHost] = useState(setup.smarthost?.host ?? '')
  const [from, setFrom] = useState<readonly string[]>(setup.smarthost?.addresses ?? [])
  const { smarthost: _, ...rest } = edited
  const whole =
    host.trim() === '' ? rest : { ...rest, smarthost: { host: host.trim(), addresses: [...from] } }
  const list = (name: 'publicAddresses' | 'gateways' | 'spfSenders') => (
    <LinesField
      label={texts[name].label}
      hint={texts[name].hint}
      value={edited[name]}
      set={(value) => setEdited({ ...edited, [name]: [...value] })}
    />
  )
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        run(async () => {
          await put('/own-setup', { revision, setup: whole })
          done()
        }, words.settings.saved)
      }}
    >
      {list('publicAddresses')}
      {list('gateways')}
      <InputField label={texts.smarthost.label} hint={texts.smarthost.hint} value={host} set={setHost} />
      {host.trim() !== '' && (
        <LinesField
          label={texts.smarthostFrom.label}
          hint={texts.smarthostFrom.hint}
          value={from}
          set={setFrom}
        />
      )}
      {list('spfSenders')}
      <label class="check">
        <input
          type="checkbox"
          checked={edited.dns.insideView}
          onChange={({ currentTarget }) =>
            setEdited({ ...edited, dns: { ...edited.dns, insideView: currentTarget.checked } })
          }
        />
        <span>{texts.insideView}</span>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={edited.dns.runBy === 'others'}
          onChange={({ currentTarget }) =>
            setEdited({ ...edited, dns: { ...edited.dns, runBy: currentTarget.checked ? 'others' : 'us' } })
          }
        />
        <span>{texts.dnsByOthers}</span>
      </label>
      <Submit isBusy={isBusy} failure={failure} label={words.act.save} />
    </form>
  )
}
