import type { ChannelKind } from '../channel-kind.ts'
import { alertmanager } from './alertmanager.ts'
import { command } from './command.ts'
import { discord } from './discord.ts'
import { email } from './email.ts'
import { gotify } from './gotify.ts'
import { matrix } from './matrix.ts'
import { ntfy } from './ntfy.ts'
import { pagerduty } from './pagerduty.ts'
import { pushover } from './pushover.ts'
import { slack } from './slack.ts'
import { sms } from './sms.ts'
import { teams } from './teams.ts'
import { telegram } from './telegram.ts'
import { webhook } from './webhook.ts'

/** Every way to tell people. */
export const channelKinds: readonly ChannelKind[] = [
  email,
  webhook,
  ntfy,
  gotify,
  telegram,
  slack,
  discord,
  matrix,
  teams,
  pushover,
  pagerduty,
  alertmanager,
  sms,
  command,
]
