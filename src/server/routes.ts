import { conditionRoutes } from './api/conditions.ts'
import { eventRoutes } from './api/events.ts'
import { explainRoutes } from './api/explain.ts'
import { incidentActRoutes } from './api/incident-acts.ts'
import { incidentRoutes } from './api/incidents.ts'
import { invitationRoutes } from './api/invitation.ts'
import { messageRoutes } from './api/messages.ts'
import { muteRoutes } from './api/mutes.ts'
import { nowRoutes } from './api/now.ts'
import { recordingRoutes } from './api/recordings.ts'
import { sessionRoutes } from './api/session.ts'
import type { Route } from './route.ts'

/** Every operation of the API. A test asks each of them without log-in, with each role, from another site. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...invitationRoutes,
  ...nowRoutes,
  ...incidentRoutes,
  ...incidentActRoutes,
  ...muteRoutes,
  ...messageRoutes,
  ...explainRoutes,
  ...conditionRoutes,
  ...eventRoutes,
  ...recordingRoutes,
]
