import { describe, expect, test } from 'vitest'
import { readVisitWords, spellHour, turnsTimeDown, type VisitWords } from './slot-words.ts'

/** What of the words is told by the name of the list; the rest of what a text says is of no matter here. */
function says(of: keyof VisitWords, text: string): unknown {
  return readVisitWords(text)?.[of] ?? false
}

const LISTS: Partial<Record<keyof VisitWords, { are: string[]; areNot: string[] }>> = {
  isYes: {
    are: [
      ...[
        'ok thats fine',
        'alright',
        'dale',
        'yes my address is 44 Coral Way',
        'go ahead',
        'sure thing',
        "that'll work",
      ],
      ...[
        'ya that works',
        'thatll work great',
        'Yes, the gate code is 1234',
        'yes please, I live at 9 Reef Rd',
        'all good',
      ],
      ...['ok my address is 12 Palm St', 'sure, see you then', 'works for me', 'book it', 'yes we will be home'],
      ...['claro que sí', 'sí, mi dirección es calle Sol 4', 'está bien', 'me queda bien', 'adelante', 'sí por favor'],
    ],
    areNot: [
      ...[
        'confirmed?',
        'yes but how much is it',
        'ok let me check with my wife',
        'yes if you can come at 10',
        'ok call me',
      ],
      ...[
        'yes, can you do later',
        'ok what about friday',
        'sure, but not tomorrow',
        'ok I will let you know',
        'ok never mind',
      ],
      ...[
        'yes I want to cancel',
        'sí, pero más tarde',
        'ok?',
        'ok thanks anyway',
        'yes or no?',
        'good question',
        'ya no lo necesito',
      ],
    ],
  },
  rejects: {
    are: [
      'no',
      'nope',
      'no those dont work',
      'none of them work for me',
      'sorry, those times do not work',
      'esas no me sirven',
    ],
    areNot: ['no problem', 'no hot water', 'no thanks', 'no worries', 'those lights do not work'],
  },
  wantsCancel: {
    are: [
      ...["never mind, it's working now, thanks", 'fixed it myself, thanks', 'ya lo arreglé, gracias', 'we fixed it'],
      ...[
        "something came up, can't do tomorrow",
        'my husband fixed it',
        'I found someone else',
        "we don't need you anymore",
      ],
      ...[
        'the leak is fixed now',
        'the problem is solved',
        'got another plumber',
        'no longer needed',
        'can you cancel please?',
      ],
      ...[
        "I won't be home tomorrow",
        'ya no lo necesito',
        'ya quedó arreglado',
        'ya encontré a otro',
        'no puedo mañana',
      ],
    ],
    areNot: [
      ...["don't cancel", 'did you cancel?', 'is my visit cancelled?', 'it is not working', "it's still not fixed"],
      ...[
        "let me know if you can't make it",
        'what is the fee if I cancel?',
        "I don't want to cancel",
        'if I cannot be home, use the gate',
      ],
      ...[
        "why can't you come today",
        'no puedo esperar',
        'no cancele por favor',
        "I fixed it but now it's worse",
        'the heater works again?',
      ],
      ...["please don't come before 9", 'can you use the back door', 'do I need someone home?'],
    ],
  },
  mayCancel: {
    are: [
      'never mind',
      'nvm',
      'no thanks',
      'forget it',
      'I changed my mind',
      'no gracias',
      'olvídelo',
      'I might have to cancel',
    ],
    areNot: [
      'no problem',
      'no worries',
      "don't forget the part",
      'I forgot my gate code',
      'no hay problema',
      'see you then',
    ],
  },
  asksWhen: {
    are: [
      ...[
        'when are you coming?',
        'am I booked?',
        'what time is my appointment?',
        'is that confirmed?',
        'running late?',
      ],
      ...[
        'are we still on for tomorrow?',
        'are you still coming',
        'do I have an appointment?',
        'is it confirmed',
        'eta?',
      ],
      ...[
        'a que hora viene?',
        '¿cuándo llegan?',
        '¿tengo cita?',
        '¿está confirmada?',
        '¿todavía vienen?',
        'what time tomorrow?',
      ],
    ],
    areNot: [
      ...[
        'what time do you open?',
        'when do you close on friday',
        'how much is it',
        'I am booked that day',
        'who is this?',
      ],
      ...['¿a qué hora abren?', 'thanks', 'is it expensive?', 'my water is on again'],
    ],
  },
  informs: {
    are: [
      ...[
        "I'm running 15 minutes late",
        'please call when you are 10 minutes away',
        'the address is 12 Palm St',
        'on my way home',
      ],
      ...[
        'stuck in traffic',
        'gate code is 4411',
        'the dog is friendly',
        'text me when you are close',
        'my wife will let you in',
      ],
      ...[
        'use the back door',
        '44 Coral Way',
        'voy a llegar tarde',
        'llámeme cuando esté cerca',
        'el portón está abierto',
      ],
      ...['mi esposa va a estar', 'key is under the mat', 'I live at 3 Shore Rd'],
    ],
    areNot: [
      ...[
        'thanks, see you then',
        'ok',
        'how much is a water heater',
        'can you come at 10 instead?',
        'gracias',
        'CHANGE',
      ],
      ...['can you come tomorrow at 9', 'is it too late to book?'],
    ],
  },
  proposes: {
    are: [
      ...[
        'can you come at 10 instead?',
        'actually thursday is better',
        'can you come earlier?',
        'what about 10?',
        'how about friday',
      ],
      ...[
        'can you make it 1pm?',
        'friday works better',
        'no puedo ese dia, se puede el jueves?',
        'mejor el viernes',
        '¿qué tal a las 3?',
      ],
    ],
    areNot: [
      'see you tomorrow at 9',
      "I'm running 15 minutes late",
      'the gate opens at 8',
      'thanks',
      'nos vemos mañana',
    ],
  },
  defers: {
    are: [
      'let me check with my wife',
      "I'll get back to you",
      'need to ask my boss',
      'déjeme ver',
      'tengo que preguntar',
      'hold on',
    ],
    areNot: ['yes', 'please check the heater', 'ask for Ana at the door', 'thanks'],
  },
  nods: {
    are: [
      'thanks, see you then',
      'see you tomorrow at 9',
      'ok great thank you',
      'gracias, nos vemos mañana',
      'perfect',
    ],
    areNot: ['tomorrow at 9', 'thanks but no', 'see you?', 'ok come at 10 instead', 'good morning'],
  },
}

describe.each(Object.entries(LISTS) as [keyof VisitWords, { are: string[]; areNot: string[] }][])('%s', (of, lists) => {
  test.each(lists.are)('is "%s"', (text) => expect(says(of, text)).toBe(true))
  test.each(lists.areNot)('is not "%s"', (text) => expect(says(of, text)).toBe(false))
})

test.each([
  ['hmm 9 is too early', 'later'],
  ['can you come later?', 'later'],
  ['any earlier?', 'earlier'],
  ['too late', 'earlier'],
  ['¿más temprano?', 'earlier'],
  ['más tarde por favor', 'later'],
  ['is it too late to book?', null],
  ["I'm running late", null],
  ['talk to you later', null],
])('"%s" wants it %s', (text, expected) => expect(readVisitWords(text)?.than ?? null).toBe(expected))

test('a time that is turned down is no wish, and four digits alone are an hour', () => {
  expect(['9 is too early', 'las 9 es muy temprano', 'not too bad at 9'].map(turnsTimeDown)).toEqual([
    true,
    true,
    false,
  ])
  expect(['1130', '930 please', '1130 am', '5512 Elm', '1475', '2500'].map(spellHour)).toEqual([
    '11:30',
    '9:30 please',
    '11:30 am',
    '5512 Elm',
    '1475',
    '2500',
  ])
})
