import { eventRoutes } from './api/events.ts'
import { incidentRoutes } from './api/incidents.ts'
import { invitationRoutes } from './api/invitation.ts'
import { nowRoutes } from './api/now.ts'
import { sessionRoutes } from './api/session.ts'
import type { Route } from './route.ts'

/** Every operation of the API. A test asks each of them without log-in, with each role, from another site. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...invitationRoutes,
  ...nowRoutes,
  ...incidentRoutes,
  ...eventRoutes,
]
