import { expect, test } from 'vitest'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { composeNotice, saidLast } from './notice.ts'

test.each([
  ['sms', 'They wrote: "my sink leaks"', 'Escribe: "my sink leaks"'],
  ['web', 'They wrote: "my sink leaks"', 'Escribe: "my sink leaks"'],
  ['email', 'They wrote by e-mail: "my sink leaks"', 'Escribe por correo: "my sink leaks"'],
  ['voice', 'They said in a voicemail: "my sink leaks"', 'Dijo en el buzón de voz: "my sink leaks"'],
  ['note', 'They said: "my sink leaks"', 'Dijo: "my sink leaks"'],
])('what came by %s is told as that', (channel, english, spanish) => {
  const who = { customerName: null, customerPhone: '+15125550199', wishedAt: null, detail: 'flooding' } as const
  const asked = { ...who, ...saidLast({ words: 'my sink leaks', channel }) }
  expect(composeNotice('emergency', asked, makeScriptFacts()).text).toContain(` ${english} `)
  expect(composeNotice('emergency', asked, makeScriptFacts({ language: 'es' })).text).toContain(` ${spanish} `)
})
