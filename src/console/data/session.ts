import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SessionAnswer } from '../../server/api/session.ts'

export type Session = SessionAnswer
export type Permission = Session['permissions'][number]

export const SessionContext = createContext<Session>({
  state: 'signed-out',
  permissions: [],
  version: '',
  now: '',
  zoneMinutes: 0,
})

export function useSession(): Session {
  return useContext(SessionContext)
}

/** Whether this person may; in a demonstration nobody may change anything. */
export function useMay(permission: Permission): boolean {
  const { state, permissions } = useSession()
  const changes = permission === 'operate' || permission === 'administer'
  return permissions.includes(permission) && !(changes && state === 'demo')
}
