import { accountRoutes } from './api/account.ts'
import { agentRoutes } from './api/agents.ts'
import { auditRoutes } from './api/audit.ts'
import { bundleRoutes } from './api/bundles.ts'
import { channelRoutes } from './api/channels.ts'
import { conditionRoutes } from './api/conditions.ts'
import { domainRoutes } from './api/domains.ts'
import { eventRoutes } from './api/events.ts'
import { explainRoutes } from './api/explain.ts'
import { flowRoutes } from './api/flow.ts'
import { hostRoutes } from './api/hosts.ts'
import { incidentActRoutes } from './api/incident-acts.ts'
import { incidentRoutes } from './api/incidents.ts'
import { invitationRoutes } from './api/invitation.ts'
import { messageRoutes } from './api/messages.ts'
import { muteRoutes } from './api/mutes.ts'
import { nowRoutes } from './api/now.ts'
import { ownSetupRoutes } from './api/own-setup.ts'
import { recordingRoutes } from './api/recordings.ts'
import { securityRoutes } from './api/security.ts'
import { sessionRoutes } from './api/session.ts'
import { settingRoutes } from './api/settings.ts'
import { tokenRoutes } from './api/tokens.ts'
import { userRoutes } from './api/users.ts'
import type { Route } from './route.ts'

/** Every operation of the API. A test asks each of them without log-in, with each role, from another site. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...invitationRoutes,
  ...accountRoutes,
  ...nowRoutes,
  ...incidentRoutes,
  ...incidentActRoutes,
  ...muteRoutes,
  ...flowRoutes,
  ...messageRoutes,
  ...explainRoutes,
  ...domainRoutes,
  ...securityRoutes,
  ...hostRoutes,
  ...bundleRoutes,
  ...conditionRoutes,
  ...eventRoutes,
  ...recordingRoutes,
  ...channelRoutes,
  ...settingRoutes,
  ...ownSetupRoutes,
  ...userRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...agentRoutes,
]
