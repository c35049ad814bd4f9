import { useState } from 'preact/hooks'
import type { LinkAnswer, UsersAnswer } from '../../../server/api/users.ts'
import { useAct } from '../../components/act.tsx'
import { Command } from '../../components/copy.tsx'
import { Ago } from '../../components/moment.tsx'
import { Ready } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { patch, post, remove } from '../../data/client.ts'
import { useSession } from '../../data/session.ts'
import { useData } from '../../data/use-data.ts'
import { fill, useWords } from '../../language.ts'

const roles = ['help-desk', 'viewer', 'admin'] as const
type Role = (typeof roles)[number]

/** Who may see this; a new one gets a link that works once. */
export function UsersSection() {
  const words = useWords()
  const { name: self } = useSession()
  const { failure, run } = useAct()
  const query = useData<UsersAnswer>('/users', ['settings'])
  const change = (work: () => Promise<unknown>, done: string) =>
    run(async () => {
      await work()
      query.reload()
    }, done)
  return (
    <section class="stack">
      <h2>{words.settings.users}</h2>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <Ready query={query}>
        {({ users }) => (
          <div class="panel">
            <Table
              caption={words.settings.users}
              rows={users}
              keyOf={({ name }) => name}
              columns={[
                { title: words.settings.user, cell: ({ name }) => name },
                {
                  title: words.settings.role,
                  cell: ({ name, role }) => (
                    <select
                      aria-label={`${words.settings.role}: ${name}`}
                      value={role}
                      disabled={name === self}
                      onChange={({ currentTarget: { value } }) =>
                        change(
                          () => patch(`/users/${encodeURIComponent(name)}`, { role: value }),
                          words.settings.saved,
                        )
                      }
                    >
                      {roles.map((one) => (
                        <option key={one} value={one}>
                          {words.settings.roles[one]}
                        </option>
                      ))}
                    </select>
                  ),
                },
                {
                  title: words.settings.factor,
                  cell: ({ secondFactor }) =>
                    secondFactor ? words.settings.factorOn : words.settings.factorOff,
                },
                {
                  title: words.settings.lastUsed,
                  kind: 'short',
                  cell: ({ signedInAt }) =>
                    signedInAt === undefined ? words.settings.never : <Ago at={signedInAt} />,
                },
                {
                  title: words.act.remove,
                  cell: ({ name }) =>
                    name !== self && (
                      <button
                        type="button"
                        class="button danger"
                        onClick={() =>
                          change(() => remove(`/users/${encodeURIComponent(name)}`), words.settings.removed)
                        }
                      >
                        {words.act.remove} <span class="hidden">{name}</span>
                      </button>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Ready>
      <Invite done={query.reload} />
    </section>
  )
}

function Invite({ done }: { readonly done: () => void }) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [link, setLink] = useState<{ readonly name: string; readonly url: string }>()
  const invite = () =>
    run(async () => {
      const { path } = await post<LinkAnswer>('/users', { name, role })
      setLink({ name, url: new URL(path, location.origin).href })
      setName('')
      done()
    })
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        invite()
      }}
    >
      <h2>{words.settings.addUser}</h2>
      <label class="field">
        <span>{words.settings.user}</span>
        <input required value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{words.settings.role}</span>
        <select
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? 'viewer')}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {words.settings.roles[one]}: {words.settings.roleHints[one]}
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
      {link !== undefined && (
        <div class="stack tight" role="status">
          <p>{fill(words.settings.invited, { name: link.name })}</p>
          <Command text={link.url} isShell={false} />
        </div>
      )}
    </form>
  )
}
