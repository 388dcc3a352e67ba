import { expect, test } from 'vitest'
import { emptyTwiml, voiceGreeting } from './twiml.ts'

const greeting = {
  businessName: 'Larkspur Plumbing',
  language: 'en-US',
  recordVoicemail: true,
  actionUrl: 'https://app.example.com/hooks/twilio/voice/status?tenant=ten_a&step=recorded',
  recordingStatusCallbackUrl: 'https://app.example.com/hooks/twilio/voice/status?tenant=ten_a&step=recording',
}

test('nothing to say is an empty response', () => {
  expect(emptyTwiml()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>')
})

test('a caller hears who was called, that a text may come, and that a message is recorded, all before the tone', () => {
  const twiml = voiceGreeting(greeting)
  const [before = ''] = twiml.split('<Record')
  expect(before).toMatch(/You have reached Larkspur Plumbing/)
  expect(before).toMatch(/we may text you/)
  expect(before).toMatch(/STOP/)
  expect(before).toMatch(/It will be recorded/)
  expect(twiml).toContain('action="https://app.example.com/hooks/twilio/voice/status?tenant=ten_a&amp;step=recorded"')
  expect(twiml).toMatch(/maxLength="120"/)
})

test('without voicemail nothing is recorded and nothing is said of it', () => {
  const twiml = voiceGreeting({ ...greeting, recordVoicemail: false })
  expect(twiml).not.toMatch(/<Record|recorded/)
  expect(twiml).toMatch(/<Hangup\/><\/Response>$/)
})

test.each([
  ['es', 'es-MX'],
  ['es-US', 'es-MX'],
  ['en', 'en-US'],
  ['fr', 'en-US'],
  ['est', 'en-US'],
])('a business that speaks %s greets in %s', (language, voice) => {
  const voices = [...voiceGreeting({ ...greeting, language }).matchAll(/<Say language="([^"]+)"/g)].map((say) => say[1])
  expect(new Set(voices)).toEqual(new Set([voice]))
})

test('a name that looks like markup stays a name', () => {
  const twiml = voiceGreeting({ ...greeting, businessName: `</Say><Dial>+1900</Dial> A&B "Bo's"\u0000\uD800` })
  expect(twiml).toContain('reached &lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; A&amp;B &quot;Bo&apos;s&quot;\uFFFD.')
  expect(twiml).not.toContain('<Dial>')
})
