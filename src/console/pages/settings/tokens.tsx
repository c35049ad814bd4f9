import { useState } from 'preact/hooks'
import type { NewTokenAnswer, TokensAnswer } from '../../../server/api/tokens.ts'
import { useAct } from '../../components/act.tsx'
import { Command } from '../../components/copy.tsx'
import { Ago } from '../../components/moment.tsx'
import { Empty, Ready } from '../../components/states.tsx'
import { Table } from '../../components/table.tsx'
import { post, remove } from '../../data/client.ts'
import type { Permission } from '../../data/session.ts'
import { useData } from '../../data/use-data.ts'
import { useWords } from '../../language.ts'

const scopes: readonly Permission[] = ['find', 'read', 'operate', 'administer']

/** What programs sign in with. */
export function TokensSection() {
  const words = useWords()
  const { failure, run } = useAct()
  const query = useData<TokensAnswer>('/tokens', ['settings'])
  const drop = (name: string) =>
    run(async () => {
      await remove(`/tokens/${encodeURIComponent(name)}`)
      query.reload()
    }, words.settings.removed)
  return (
    <section class="stack">
      <h2>{words.settings.tokens}</h2>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <Ready query={query}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <Empty title={words.settings.noTokens} />
          ) : (
            <div class="panel">
              <Table
                caption={words.settings.tokens}
                rows={tokens}
                keyOf={({ name }) => name}
                columns={[
                  { title: words.settings.token, cell: ({ name }) => name },
                  {
                    title: words.settings.scopes,
                    cell: (token) => token.scopes.map((scope) => words.settings.scopeNames[scope]).join(', '),
                  },
                  {
                    title: words.settings.lastUsed,
                    cell: ({ usedAt }) => (usedAt === undefined ? words.settings.never : <Ago at={usedAt} />),
                  },
                  {
                    title: words.act.remove,
                    cell: ({ name }) => (
                      <button type="button" class="button danger" onClick={() => drop(name)}>
                        {words.act.remove} <span class="hidden">{name}</span>
                      </button>
                    ),
                  },
                ]}
              />
            </div>
          )
        }
      </Ready>
      <NewToken done={query.reload} />
    </section>
  )
}

function NewToken({ done }: { readonly done: () => void }) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly Permission[]>(['read'])
  const [token, setToken] = useState<string>()
  const make = () =>
    run(async () => {
      const answer = await post<NewTokenAnswer>('/tokens', { name, scopes: chosen })
      setToken(answer.token)
      setName('')
      done()
    })
  const toggle = (scope: Permission) =>
    setChosen(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope])
  return (
    <form
      class="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        make()
      }}
    >
      <h2>{words.settings.addToken}</h2>
      <label class="field">
        <span>{words.settings.token}</span>
        <input required value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <fieldset class="plainset">
        <legend>{words.settings.scopes}</legend>
        {scopes.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
            <span>{words.settings.scopeNames[scope]}</span>
          </label>
        ))}
      </fieldset>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button main-act" disabled={isBusy || chosen.length === 0}>
          {words.settings.addToken}
        </button>
      </p>
      {token !== undefined && (
        <div class="stack tight" role="status">
          <p>{words.settings.tokenOnce}</p>
          <Command text={token} isShell={false} />
        </div>
      )}
    </form>
  )
}
