import type { IncidentSummary } from '../../server/api/incident-schema.ts'
import { Command } from '../components/copy.tsx'
import { Fold } from '../components/fold.tsx'
import { Moment } from '../components/moment.tsx'
import { SeverityMark } from '../components/severity.tsx'
import { now, onHostClock } from '../data/clock.ts'
import { counted, useFormat } from '../format.ts'
import { fill, useWords } from '../language.ts'

/** An incident on the first screen: cause, since when, whom it hurts, what to do; the rest one click away. */
export function IncidentCard({ incident }: { readonly incident: IncidentSummary }) {
  const words = useWords()
  const { id, title, because, nextStep, symptoms, possibleSymptoms, ruledOut, severity } = incident
  return (
    <article class={`panel card ${severity}`}>
      <header>
        <p class="row middle">
          <SeverityMark severity={severity} />
          <Standing incident={incident} />
        </p>
        <h2>
          <a href={`/incidents/${id}`}>{title}</a>
        </h2>
        <p class="row facts">
          <span>
            <Since at={incident.since} />
          </span>
          <span>
            <ImpactText incident={incident} />
          </span>
        </p>
      </header>
      <p class="measure">{because}</p>
      {nextStep !== undefined && (
        <div class="stack next">
          <h3>{words.now.whatToDo}</h3>
          <p>
            {nextStep.who !== undefined && <span class="mark info">{nextStep.who}</span>} {nextStep.do}
          </p>
          {nextStep.command !== undefined && <Command text={nextStep.command} />}
        </div>
      )}
      <div class="folds">
        {symptoms.length > 0 && (
          <Fold title={words.now.symptoms} count={symptoms.length}>
            <Symptoms symptoms={symptoms} />
          </Fold>
        )}
        {possibleSymptoms.length > 0 && (
          <Fold title={`${words.now.symptoms}, ${words.incident.possibly}`} count={possibleSymptoms.length}>
            <Symptoms symptoms={possibleSymptoms} />
          </Fold>
        )}
        {ruledOut.length > 0 && (
          <Fold title={words.now.ruledOut} count={ruledOut.length}>
            <RuledOut ruledOut={ruledOut} />
          </Fold>
        )}
      </div>
      <p>
        <a href={`/incidents/${id}`}>{words.now.allSteps}</a>
      </p>
    </article>
  )
}

/** "since Nov 24, 08:01", in the order of words of the language. */
export function Since({ at }: { readonly at: string }) {
  const [before = '', after = ''] = useWords().incident.since.split('{time}')
  return (
    <>
      {before}
      <Moment at={at} />
      {after}
    </>
  )
}

/** What is known of it beside how grave it is: being confirmed, taken on, muted, over. */
export function Standing({
  incident: { state, acknowledged, muted, overAt, since },
}: {
  readonly incident: IncidentSummary
}) {
  const words = useWords()
  const format = useFormat()
  const duration = (until: number) => format.duration(Math.max(0, (until - Date.parse(since)) / 1_000))
  return (
    <>
      {state !== 'open' && (
        <span class={state === 'over' ? 'mark fine' : 'mark info'}>{words.incident.states[state]}</span>
      )}
      {acknowledged !== undefined && state !== 'over' && (
        <span class="mark low">{fill(words.incident.acknowledged, { by: acknowledged.by })}</span>
      )}
      {muted !== undefined && state !== 'over' && <span class="mark info">{words.incident.muted}</span>}
      <span class="soft small">
        {overAt === undefined
          ? fill(words.incident.for, { duration: duration(now()) })
          : fill(words.incident.lasted, { duration: duration(Date.parse(overAt)) })}
      </span>
    </>
  )
}

type Impact = Pick<IncidentSummary, 'impact' | 'since' | 'overAt'>

/** Whom it hurts; the number leads to the mails that were not delivered meanwhile. */
export function ImpactText({ incident }: { readonly incident: Impact }) {
  const { impact, since, overAt } = incident
  if (impact.messages === 0) return <Hurt impact={impact} />
  const until = overAt === undefined ? '' : ` until:${onHostClock(Date.parse(overAt) + 60_000)}`
  const asked = `status:deferred,bounced,expired,rejected since:${onHostClock(Date.parse(since))}${until}`
  return (
    <a href={`/find?q=${encodeURIComponent(asked)}`}>
      <Hurt impact={impact} />
    </a>
  )
}

/** The same where the row itself is a link. */
export function Hurt({ impact }: Pick<Impact, 'impact'>) {
  const words = useWords()
  const format = useFormat()
  const mails = counted(words.mails, impact.messages, format)
  if (impact.users > 0)
    return <>{fill(words.incident.hits, { mails, people: counted(words.people, impact.users, format) })}</>
  return <>{impact.messages > 0 ? fill(words.incident.hitsMails, { mails }) : words.incident.noImpact}</>
}

export function Symptoms({ symptoms }: { readonly symptoms: IncidentSummary['symptoms'] }) {
  return (
    <ul class="bullets">
      {symptoms.map(({ condition, subject, title }) => (
        <li key={`${condition} ${subject}`} class="wrap">
          {title}{' '}
          <a href={`/conditions/${condition}`} class="small">
            {condition}
          </a>
        </li>
      ))}
    </ul>
  )
}

export function RuledOut({ ruledOut }: Pick<IncidentSummary, 'ruledOut'>) {
  return (
    <ul class="bullets">
      {ruledOut.map(({ condition, because }) => (
        <li key={condition}>
          <a href={`/conditions/${condition}`}>{condition}</a>: {because}
        </li>
      ))}
    </ul>
  )
}
