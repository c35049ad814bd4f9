import type { IncidentDetail } from '../../server/api/incident-schema.ts'
import { Command } from '../components/copy.tsx'
import { EvidenceList, Steps } from '../components/evidence.tsx'
import { Moment } from '../components/moment.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SeverityMark } from '../components/severity.tsx'
import { Ready } from '../components/states.tsx'
import { useMay } from '../data/session.ts'
import { useData } from '../data/use-data.ts'
import { fill, useWords } from '../language.ts'
import { IncidentActs } from './incident-acts.tsx'
import { ImpactText, RuledOut, Since, Standing, Symptoms } from './incident-card.tsx'

/** The whole story of one incident. */
export function IncidentPage({ id }: { readonly id: string }) {
  const query = useData<IncidentDetail>(`/incidents/${encodeURIComponent(id)}`, [
    'incident',
    'looked',
    'settings',
  ])
  const heading = fill(useWords().incident.title, { id })
  return (
    <Ready query={query} heading={heading}>
      {(incident) => <Story incident={incident} reload={query.reload} />}
    </Ready>
  )
}

interface StoryProps {
  readonly incident: IncidentDetail
  readonly reload: () => void
}

function Story({ incident, reload }: StoryProps) {
  const words = useWords()
  const mayAct = useMay('operate')
  const { id, title, because, confidence, severity, since, joined, returns } = incident
  return (
    <>
      <PageHead
        title={title}
        tab={fill(words.incident.title, { id })}
        isVerdict
        lead={
          <div class="stack tight">
            <p class="row middle">
              <SeverityMark severity={severity} />
              <Standing incident={incident} />
            </p>
            <p class="row">
              <span>
                <Since at={since} />
              </span>
              <ImpactText incident={incident} />
            </p>
            {returns > 0 && <p>{fill(words.incident.came, { count: returns })}</p>}
            {joined !== undefined && (
              <p>
                <a href={`/incidents/${joined}`}>{fill(words.incident.joined, { id: joined })}</a>
              </p>
            )}
          </div>
        }
      />
      <div class="columns aside">
        <div class="stack">
          <section class="panel">
            <h2>{words.incident.why}</h2>
            <p class="measure">{because}</p>
            <p class="small soft">{words.confidences[confidence]}</p>
          </section>
          <section class="panel">
            <h2>{words.incident.doThis}</h2>
            <Steps steps={incident.fix} />
          </section>
          {incident.verify.length > 0 && (
            <section class="panel">
              <h2>{words.incident.verify}</h2>
              <div class="stack tight">
                {incident.verify.map((command) => (
                  <Command key={command} text={command} />
                ))}
              </div>
            </section>
          )}
          <section class="panel">
            <h2>{words.incident.evidence}</h2>
            <EvidenceList evidence={incident.evidence} />
          </section>
        </div>
        <div class="stack">
          {mayAct && <IncidentActs incident={incident} done={reload} />}
          <Timeline incident={incident} />
          {incident.symptoms.length + incident.possibleSymptoms.length > 0 && (
            <section class="panel">
              <h2>{words.incident.explains}</h2>
              <Symptoms symptoms={incident.symptoms} />
              {incident.possibleSymptoms.length > 0 && <h3>{words.incident.possibly}</h3>}
              <Symptoms symptoms={incident.possibleSymptoms} />
            </section>
          )}
          <section class="panel">
            <h2>{words.incident.ruledOut}</h2>
            {incident.ruledOut.length === 0 ? (
              <p class="soft">{words.incident.noneRuledOut}</p>
            ) : (
              <RuledOut ruledOut={incident.ruledOut} />
            )}
          </section>
          <More incident={incident} />
        </div>
      </div>
    </>
  )
}

function Timeline({ incident: { events } }: Pick<StoryProps, 'incident'>) {
  const words = useWords()
  if (events.length === 0) return null
  const names: Readonly<Record<string, string>> = words.incident.events
  return (
    <section class="panel">
      <h2>{words.incident.timeline}</h2>
      <ol class="plain timeline">
        {events.map(({ at, kind, who, text }, index) => (
          <li key={`${at} ${kind} ${index}`}>
            <Moment at={at} seconds />
            <span class="wrap">
              <strong>{names[kind] ?? kind}</strong>
              {who !== 'mailmedic' && <span class="soft"> · {who}</span>}
              {text !== '' && <span class="block">{text}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function More({ incident: { id, condition, references } }: Pick<StoryProps, 'incident'>) {
  const words = useWords()
  return (
    <section class="panel">
      <h2>{words.incident.references}</h2>
      <ul class="bullets">
        <li>
          <a href={`/incidents/${id}/report`}>{words.incident.report}</a>{' '}
          <span class="soft small">{words.incident.reportHint}</span>
        </li>
        <li>
          <a href={`/conditions/${condition}`}>{words.incident.condition}</a>
        </li>
        {references.map((link) => (
          <li key={link} class="wrap">
            <OutsideLink to={link} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Only what begins with https: a reference is knowledge of ours, but a link runs nothing in any case. */
export function OutsideLink({ to }: { readonly to: string }) {
  if (!/^https?:\/\//.test(to)) return <span>{to}</span>
  return (
    <a href={to} target="_blank" rel="noreferrer noopener">
      {to.replace(/^https?:\/\/(www\.)?/, '')}
    </a>
  )
}
