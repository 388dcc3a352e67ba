import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { hasOptOutFooter, isCarrierKeyword, readOptOut } from './opt-out.ts'

const asksForSilence = (text: string) => readOptOut(normalise(text)) !== null

describe('a wish for no more texts is seen', () => {
  test.each(['STOP', 'stop.', 'Unsubscribe', 'QUIT', 'end', 'cancel', 'stopall', 'revoke', 'opt out', 'BAJA', 'arrêt'])(
    'in the keyword alone: %s',
    (text) => expect(asksForSilence(text)).toBe(true),
  )

  test.each([
    'S.T.O.P',
    's t o p',
    'st0p',
    'stpo',
    'sotp',
    'stooop',
    'STOPP!!',
    's\u200Bt\u200Bo\u200Bp',
    'ѕtоp',
    'unsuscribe me',
  ])('however it is spelt: %s', (text) => expect(asksForSilence(text)).toBe(true))

  test.each([
    'please stop texting me',
    "Don't message this number again",
    'take me off your list',
    'can u not text me',
    'lose my number',
    'I no longer wish to receive these messages',
    'leave me alone',
    "I don't wanna get these anymore",
    'stop.texting.me',
    'I am revoking my consent to be contacted',
    'knock it off with the texts',
    'no more reminders please',
    'stop following up with me',
  ])('in plain words: %s', (text) => expect(asksForSilence(text)).toBe(true))

  test.each([
    'I get charged for every text',
    'how do I get off this list',
    'one more text and I file a complaint with the FCC',
    'I never opted in to this',
    "I don't consent to being contacted",
    'your lawyer will hear from mine if you text me again',
    "you're blocked",
    'request for removal, remove my number',
    'when you reply to stop it does nothing, remove me',
  ])('in its reason, its means or a threat: %s', (text) => expect(asksForSilence(text)).toBe(true))

  test.each([
    'no me manden más mensajes',
    'dejen de escribirme',
    'ya párenle con los mensajes',
    'quítenme de la lista',
    'denme de baja',
    'stop mandando textos',
    'no more mensajes please',
    'no insista por favor',
  ])('in Spanish and in between: %s', (text) => expect(asksForSilence(text)).toBe(true))

  test.each([
    'come tuesday at 2 and stop texting me',
    'how much is it? also take me off your list',
    'wrong number, stop messaging me',
    "I don't know you, don't text me",
    'thanks but no more texts',
    'STOP\n\nKaren Mills\nRealtor',
  ])('beside whatever else is said: %s', (text) => expect(asksForSilence(text)).toBe(true))

  test.each(['🛑', '🚫 texts', '🖕'])('in a sign: %s', (text) => expect(asksForSilence(text)).toBe(true))
})

describe('the same words about the job ask for no silence', () => {
  test.each([
    'can you stop by tomorrow',
    'stop in anytime',
    "the water won't stop",
    'I need someone to stop this leak',
    'is there a stop valve under the sink',
    'the heater quit working',
    'end of the day works',
    'the unit at the end of the hall',
    'cancel my 3pm and come friday',
    'please cancel my appointment',
    'can you remove the old heater',
    'the drain is blocked',
    "don't text the tenant, call the office",
    'no need to text first, just come',
    "I didn't get your text",
    'text me when you are close',
    "don't stop now",
    'para mañana por favor',
    'el agua no para de salir',
    'why did the heat stop',
    "the kids won't leave the thermostat alone",
    "the dog won't leave me alone, use the back gate",
    'where did you get my number from',
    'you never stop amazing me',
    "I didn't sign up for any plumber",
  ])('%s', (text) => expect(asksForSilence(text)).toBe(false))
})

describe('the instruction of a mass text', () => {
  test.each([
    'Want 20 more leads a month for your company? Reply STOP to opt out',
    'Lower your power bill with solar today, call now. Txt STOP 2 end',
    'Prestamos para su negocio hasta mañana, llame ya. Responda ALTO para cancelar',
  ])('is no wish of its sender: %s', (text) => {
    expect(asksForSilence(text)).toBe(false)
    expect(hasOptOutFooter(normalise(text))).toBe(true)
  })

  test('is a wish when somebody copies it and says nothing else', () => {
    expect(asksForSilence('reply STOP to opt out')).toBe(true)
  })

  test('is not carried by somebody who asks why it stands there', () => {
    expect(hasOptOutFooter(normalise('who is this and why does it say to text stop'))).toBe(false)
  })
})

describe('the words the carrier answers itself', () => {
  test.each(['STOP', ' stop ', 'Unsubscribe', 'Cancel\n', 'optout'])('%s', (text) => {
    expect(isCarrierKeyword(text)).toBe(true)
  })

  test.each(['stop texting', 'alto', 'stop please', '', 'remove', 'Stop.', 'STOP!!!', '"STOP"'])(
    'but not: %s',
    (text) => {
      expect(isCarrierKeyword(text)).toBe(false)
    },
  )
})
