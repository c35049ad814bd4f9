import type { DomainAnswer } from '../../server/api/domains.ts'
import { CopyButton } from '../components/copy.tsx'
import { StatusMark } from '../components/severity.tsx'
import { useWords } from '../language.ts'

type Exhibit = NonNullable<NonNullable<DomainAnswer['report']>['exhibits']>[number]

/** The exhibit of a probe that holds them: name, type, value, and what is published now. */
export const recordsId = 'records'

/** Each record as it is pasted into a zone, with what differs from what is published. */
export function Records({ exhibit: { title, rows, note } }: { readonly exhibit: Exhibit }) {
  const words = useWords()
  return (
    <section class="panel stack tight">
      <h2>{title}</h2>
      {note !== undefined && <p class="small soft">{note}</p>}
      <ul class="plain records">
        {rows.map(({ cells: [name = '', type = '', value = '', published = ''], status = 'fine' }) => (
          <li key={`${type} ${name}`}>
            <p class="row middle">
              <StatusMark status={status} text={words.domains.recordStates[status]} />
              <strong class="wrap">{name}</strong>
              <span class="soft small">{type}</span>
            </p>
            <div class="command">
              <pre>{value}</pre>
              <CopyButton text={value} />
            </div>
            {status === 'problem' && (
              <p class="small soft">
                {words.domains.published}: <code>{published}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
