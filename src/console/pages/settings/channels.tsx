import { useState } from 'preact/hooks'
import type { ChannelsAnswer, ChannelTestAnswer } from '../../../server/api/channels.ts'
import { useAct } from '../../components/act.tsx'
import { Fold } from '../../components/fold.tsx'
import { isSeverity, SeverityMark } from '../../components/severity.tsx'
import { Empty, Ready } from '../../components/states.tsx'
import { post, remove } from '../../data/client.ts'
import { useData } from '../../data/use-data.ts'
import { useFormat } from '../../format.ts'
import { fill, useWords } from '../../language.ts'
import { NewChannel } from './new-channel.tsx'
import { RouteForm } from './route-form.tsx'

type Channel = ChannelsAnswer['channels'][number]

/** How people are told, each way with a test. */
export function ChannelsSection() {
  const words = useWords()
  const query = useData<ChannelsAnswer>('/channels', ['settings'])
  return (
    <section class="stack">
      <header>
        <h2>{words.settings.channels}</h2>
        <p class="soft">{words.settings.channelsLead}</p>
      </header>
      <Ready query={query}>
        {({ channels, kinds }) => (
          <div class="stack">
            {channels.length === 0 ? (
              <Empty title={words.settings.noChannels}>
                <p>{words.settings.noChannelsLead}</p>
              </Empty>
            ) : (
              <ul class="plain stack">
                {channels.map((channel) => (
                  <ChannelRow key={channel.name} channel={channel} changed={query.reload} />
                ))}
              </ul>
            )}
            <NewChannel kinds={kinds} done={query.reload} />
          </div>
        )}
      </Ready>
    </section>
  )
}

function ChannelRow({ channel, changed }: { readonly channel: Channel; readonly changed: () => void }) {
  const words = useWords()
  const { isBusy, failure, run } = useAct()
  const [tested, setTested] = useState<ChannelTestAnswer>()
  const format = useFormat()
  const { name, kind, route, settings } = channel
  const path = `/channels/${encodeURIComponent(name)}`
  const topics: Readonly<Record<string, string>> = words.topics
  return (
    <li class="panel stack tight">
      <div class="spread">
        <h3 class="wrap">
          {name} <span class="soft">{kind}</span>
        </h3>
        <div class="row middle">
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => run(async () => setTested(await post<ChannelTestAnswer>(`${path}/test`)))}
          >
            {words.settings.test} <span class="hidden">{name}</span>
          </button>
          <button
            type="button"
            class="button danger"
            disabled={isBusy}
            onClick={() =>
              run(async () => {
                await remove(path)
                changed()
              }, words.settings.removed)
            }
          >
            {words.act.remove} <span class="hidden">{name}</span>
          </button>
        </div>
      </div>
      <p class="row small">
        <span class="soft">{words.settings.from}</span>
        {isSeverity(route.severity) && <SeverityMark severity={route.severity} />}
        <span class="soft">
          {route.topics.length === 0
            ? words.settings.allTopics
            : route.topics.map((topic) => topics[topic] ?? topic).join(', ')}
        </span>
        {route.afterMinutes !== undefined && (
          <span class="soft">
            {fill(words.settings.route.toldAfter, { duration: format.duration(route.afterMinutes * 60) })}
          </span>
        )}
        {route.quiet !== undefined && (
          <span class="soft">
            {fill(words.settings.route.toldQuiet, { from: route.quiet.from, until: route.quiet.until })}
          </span>
        )}
        {route.digestAt !== undefined && (
          <span class="soft">{fill(words.settings.route.toldDigest, { time: route.digestAt })}</span>
        )}
      </p>
      <dl class="pairs small">
        {Object.entries(settings).map(([key, value]) => [
          <dt key={key}>{key}</dt>,
          <dd key={`${key} value`}>{value}</dd>,
        ])}
      </dl>
      <Fold title={words.settings.route.title}>
        <RouteForm key={JSON.stringify(route)} path={path} route={route} done={changed} />
      </Fold>
      <div role="status">
        {tested !== undefined && (
          <p class={tested.taken ? 'good' : 'error'}>
            {tested.taken
              ? words.settings.tested
              : fill(words.settings.testFailed, { because: tested.because ?? '' })}
          </p>
        )}
        {failure !== undefined && <p class="error">{failure}</p>}
      </div>
    </li>
  )
}
