import { z } from 'zod'
import { bearer, type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { httpUrl } from './settings.ts'

/** https://prometheus.io/docs/alerting/latest/alerts_api: the labels name the alert, so they never change. */
export const alertmanager: ChannelKind = {
  kind: 'alertmanager',
  summary: 'an alert in Prometheus Alertmanager, resolved when it is over',
  settings: { url: { about: 'the server, such as http://alertmanager.example.org:9093' } },
  secret: { about: 'bearer token', optional: true },
  schema: z.strictObject({ url: httpUrl }),
  deliver(given, alert, { title, lines }) {
    const { host, condition, topic, severity, kind, at, since } = alert
    const labels = { alertname: 'Mailmedic', instance: host, incident: String(alert.incident ?? alert.id) }
    const annotations = { summary: title, description: lines.join('\n'), condition, topic, severity }
    const times = {
      startsAt: new Date(since ?? at).toISOString(),
      ...(kind === 'over' ? { endsAt: new Date(at).toISOString() } : {}),
    }
    const alerts = [{ labels, annotations, ...times }]
    return jsonPost(under(setting(given, 'url'), '/api/v2/alerts'), alerts, bearer(given.secret))
  },
}
