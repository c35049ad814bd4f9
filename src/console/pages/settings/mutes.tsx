import type { MutesAnswer } from '../../../server/api/mutes.ts'
import { useAct } from '../../components/act.tsx'
import { Moment } from '../../components/moment.tsx'
import { Empty, Ready } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { remove } from '../../data/client.ts'
import { useMay } from '../../data/session.ts'
import { useData } from '../../data/use-data.ts'
import { fill, useWords } from '../../language.ts'
import { NewWindow } from './new-window.tsx'

/** What nobody is told of, and until when. */
export function MutesSection() {
  const words = useWords()
  const may = useMay('operate')
  const { failure, run } = useAct()
  const query = useData<MutesAnswer>('/mutes', ['settings', 'incident'])
  const end = (id: number) =>
    run(async () => {
      await remove(`/mutes/${id}`)
      query.reload()
    }, words.settings.removed)
  return (
    <section class="stack">
      <h2>{words.settings.mutes}</h2>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <Ready query={query}>
        {({ mutes }) =>
          mutes.length === 0 ? (
            <Empty title={words.settings.noMutes} />
          ) : (
            <div class="panel">
              <Table
                caption={words.settings.mutes}
                rows={mutes}
                keyOf={({ id }) => String(id)}
                columns={[
                  {
                    title: words.settings.scope,
                    cell: ({ scope }) => (scope === '*' ? words.incident.filterAll : scope),
                  },
                  {
                    title: words.settings.until,
                    kind: 'short',
                    cell: ({ until, repeats, next }) => (
                      <>
                        {repeats !== undefined && (
                          <>
                            {fill(words.settings.window.again[repeats.on.every], {
                              from: repeats.from,
                              until: repeats.until,
                            })}
                            <br />
                          </>
                        )}
                        {repeats !== undefined && next !== undefined ? (
                          <span class="soft small">
                            {words.settings.window.next} <Moment at={next.from} />
                          </span>
                        ) : until === undefined ? (
                          words.settings.untilEnded
                        ) : (
                          <Moment at={until} />
                        )}
                      </>
                    ),
                  },
                  { title: words.settings.who, cell: ({ who }) => who },
                  { title: words.settings.reason, kind: 'long', cell: ({ reason }) => reason },
                  {
                    title: words.settings.end,
                    cell: ({ id }) =>
                      may && (
                        <button type="button" class="button" onClick={() => end(id)}>
                          {words.settings.end}
                        </button>
                      ),
                  },
                ]}
              />
            </div>
          )
        }
      </Ready>
      {may && <NewWindow done={query.reload} />}
    </section>
  )
}
