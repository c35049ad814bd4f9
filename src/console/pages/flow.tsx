import type { Place } from '../router.ts'
export function FlowPage({ place }: { readonly place: Place }) {
  return <p>{place.path}</p>
}
