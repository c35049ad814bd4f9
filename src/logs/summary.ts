import { Deliveries } from './deliveries.ts'
import { LoginSummary } from './logins.ts'
import { Messages } from './messages.ts'
import { OpenMessages } from './open-messages.ts'
import { Rejects } from './rejects.ts'
import { Timeline } from './timeline.ts'
import { TlsFailures } from './tls.ts'
import { TrafficCounter } from './traffic.ts'

/** Everything that the readers of the single programs add to. */
export class Summary {
  readonly deliveries = new Deliveries()
  readonly rejects = new Rejects()
  readonly messages = new Messages()
  readonly logins = new LoginSummary()
  readonly tls = new TlsFailures()
  readonly traffic = new TrafficCounter()
  readonly timeline = new Timeline()
  readonly open = new OpenMessages()
}
