let ahead = 0
let zone = 0

/**
 * The watch's clock is the one that counts: a viewer's may be wrong, and a recording is of another day.
 * Told by the session.
 */
export function setByServer(iso: string, zoneMinutes: number = zone): void {
  zone = zoneMinutes
  const at = Date.parse(iso)
  if (Number.isFinite(at)) ahead = at - Date.now()
}

/** Milliseconds since 1970 UTC, by the clock of the watch. */
export function now(): number {
  return Date.now() + ahead
}

/** "2026-03-03T14:00" as the host's own clock shows it: its logs are written so, and searched so. */
export function onHostClock(at: number): string {
  return new Date(at + zone * 60_000).toISOString().slice(0, 16)
}
