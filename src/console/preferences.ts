/** What this browser keeps of its reader's wishes. No secret, and nothing is lost without it. */
type Preference = 'language' | 'theme'

export function kept(name: Preference): string | null {
  try {
    return localStorage.getItem(`mailmedic-${name}`)
  } catch {
    // A browser that keeps nothing: the wish holds until the page is closed.
    return null
  }
}

export function keep(name: Preference, value: string): void {
  try {
    localStorage.setItem(`mailmedic-${name}`, value)
  } catch {
    // As above.
  }
}

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Light, dark, or as the system is. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function isTheme(text: string | null): text is Theme {
  return themes.some((theme) => theme === text)
}
