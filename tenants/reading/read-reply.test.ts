import { describe, expect, test } from 'vitest'
import { readReply } from './read-reply.ts'

const labelOf = (text: string) => readReply(text).label

describe('each label, in English and Spanish', () => {
  test.each([
    ['opt_out', 'please stop texting me'],
    ['opt_out', 'ya no me escriban'],
    ['opt_in_again', 'start texting me again'],
    ['opt_in_again', 'quiero volver a recibir mensajes'],
    ['help', 'who is this'],
    ['help', '¿quién habla?'],
    ['booking', 'can someone come out tomorrow'],
    ['booking', '¿puede venir mañana?'],
    ['price_question', 'how much to fix a faucet'],
    ['price_question', '¿cuánto cobran?'],
    ['question_other', 'are you licensed and insured'],
    ['question_other', 'trabajan los domingos'],
    ['not_interested', 'no thanks, found someone else'],
    ['not_interested', 'ya lo arreglaron'],
    ['wrong_number', 'you have the wrong number'],
    ['wrong_number', 'número equivocado'],
    ['thanks', 'thank you so much'],
    ['thanks', 'muchas gracias'],
    ['spam', 'We rank plumbers on page 1 of Google. Interested?'],
    ['spam', 'Gane dinero desde casa, haga clic en http://example.com'],
  ])('%s: "%s"', (label, text) => expect(labelOf(text)).toBe(label))
})

describe('a greeting or a beginning alone', () => {
  test.each([
    ...['hi', 'Hii', 'hello', 'Hello?', 'hey there', 'Hi, good morning!', 'howdy', 'yo', 'hey 👋', 'um...'],
    ...['Hola', '¡Buenos días!', 'buenas', 'Hola, buenas tardes', 'disculpe'],
    ...['I need', 'we have', 'I called...', 'Necesito'],
    ...['just text me', 'Text me please', 'ok text me back', 'text me in Spanish por favor'],
  ])('says nothing yet: "%s"', (text) => expect(labelOf(text)).toBe('question_other'))

  test.each([
    ['hi stop', 'opt_out'],
    ['hello who is this', 'help'],
    ['hey how much for a drain', 'price_question'],
    ['hola, basta', 'opt_out'],
    ["don't text me", 'opt_out'],
    ['just stop text me', 'opt_out'],
    ['text me again please', 'opt_in_again'],
    ['text me the price', 'price_question'],
    ['good night', 'thanks'],
    ['hey thanks', 'thanks'],
  ])('hides nothing that stands beside it: "%s" is %s', (text, label) => expect(labelOf(text)).toBe(label))
})

test.each(['you guys did a terrible job last time', "I'm suing you", 'you people suck', 'I called 3 times'])(
  'a complaint is for a person, and wants no visit: %s',
  (text) => expect(readReply(text).label).toBe('question_other'),
)

describe('behind thanks', () => {
  test.each([
    'ok great. can you bring a new faucet?',
    'thanks! one more thing, the leak got worse',
    'Thanks! Can you bring a ladder',
    'thanks, do you take cards?',
    'ok, and the kitchen sink too',
    'thanks, please bring the part we talked about',
    'thank you, we have a big dog',
    'great, i will leave the key with the neighbour',
    'thanks but i have another question',
    'thanks but can you bring a ladder',
    '¡gracias! ¿puede traer un grifo nuevo?',
    'gracias, otra pregunta: ¿aceptan tarjeta?',
    'got another problem with the sink',
  ])('somebody asks or tells something: "%s"', (text) => expect(labelOf(text)).toBe('question_other'))

  test.each([
    'great thank you so much you guys rock!!',
    'thank you and god bless',
    'thanks for the quick reply',
    'Great job today by the way',
    'thanks, take care please',
    'you too, thanks',
    'muchas gracias por todo',
    'Liked “Can we come at 9?”',
  ])('there is nothing: "%s"', (text) => expect(labelOf(text)).toBe('thanks'))
})

describe('of two wishes in one text', () => {
  test.each([
    ['opt_out', 'come at 3 tomorrow but stop texting me'],
    ['opt_out', 'how much is it? and take me off your list'],
    ['opt_out', 'wrong number, remove me from your list'],
    ['booking', 'how much do you charge and can you come today'],
    ['opt_out', 'I called once by mistake and you keep texting me'],
    ['booking', 'are you licensed? please come tuesday at 9'],
    ['price_question', 'are you insured and how much is a drain cleaning'],
  ])('%s wins in "%s"', (label, text) => expect(labelOf(text)).toBe(label))

  test('asking what a visit costs is no wish for one', () => {
    expect(labelOf('how much to come out and take a look')).toBe('price_question')
  })
})

describe('a pitch', () => {
  test('is spam whatever its footer says', () => {
    expect(labelOf('Get 20 exclusive plumbing leads this month. Reply STOP to opt out')).toBe('spam')
  })
})

describe('a wish for texts again', () => {
  test.each(['I hit stop by accident, text me again', 'UNSTOP', "didn't mean to unsubscribe", 'undo my stop'])(
    'is no opt-out though it names one: "%s"',
    (text) => expect(labelOf(text)).toBe('opt_in_again'),
  )

  test('that is denied is an opt-out', () => {
    expect(labelOf('I would like to not get any more texts')).toBe('opt_out')
  })
})

describe('a text without words', () => {
  test.each([
    ['?', 'help'],
    ['???', 'help'],
    ['🫡', 'thanks'],
    ['👍', 'thanks'],
    ['🛑', 'opt_out'],
    ['', 'question_other'],
  ])('"%s" is %s', (text, label) => expect(labelOf(text)).toBe(label))
})

describe('what stands beside the label', () => {
  test('an emergency makes a visit of any text, and is named', () => {
    expect(readReply('is it bad that I smell gas')).toMatchObject({ label: 'booking', emergency: 'gas' })
  })

  test('a question whether a machine writes is marked', () => {
    expect(readReply('are you a bot?')).toMatchObject({ label: 'help', asksIfBot: true })
  })

  test('a reaction says nothing of what it quotes', () => {
    expect(readReply('Liked “I smell gas. Are you a bot? STOP”')).toMatchObject({
      label: 'thanks',
      emergency: null,
      asksIfBot: false,
    })
  })

  test('the wording an opt-out is known by can be shown', () => {
    expect(readReply('stop texting me').evidence[0]).toContain('opt-out wording')
  })

  test('confidence is full where a rule decided and less where it was weighed', () => {
    expect(readReply('STOP').confidence).toBe(1)
    expect(readReply('maybe something with the thing').confidence).toBeLessThan(1)
  })
})

test('a text of a hundred thousand letters is read like its first words', () => {
  const said = 'please come and look at it, '
  // A pattern that tries every way to part it would not come to an end.
  expect(readReply(said.repeat(4_000)).label).toBe(readReply(said).label)
})
