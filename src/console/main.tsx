import { render } from 'preact'
import { App } from './app.tsx'
import { applyTheme, isTheme, kept } from './preferences.ts'
import { followLinks } from './router.ts'

const theme = kept('theme')
applyTheme(isTheme(theme) ? theme : 'auto')
followLinks()
const root = document.getElementById('app')
if (root !== null) render(<App />, root)
