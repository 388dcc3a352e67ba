import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { startClock } from './clock.ts'
import { loadSession, watchSession } from './models/session-model.ts'
import { startServiceWorker } from './push.ts'
import { startRouter } from './router.ts'
import { startTheme } from './theme.ts'
import { language } from './words/language.ts'

startTheme()
startClock()
startRouter()
watchSession()
effect(() => {
  document.documentElement.lang = language.value
})
void loadSession()
const root = document.querySelector('#app')
if (root !== null) render(<App />, root)
startServiceWorker()
