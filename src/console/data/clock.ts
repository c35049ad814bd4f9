let ahead = 0

/**
 * The watch's clock is the one that counts: a viewer's may be wrong, and a recording is of another day.
 * Told by the session.
 */
export function setByServer(iso: string): void {
  const at = Date.parse(iso)
  if (Number.isFinite(at)) ahead = at - Date.now()
}

/** Milliseconds since 1970 UTC, by the clock of the watch. */
export function now(): number {
  return Date.now() + ahead
}
