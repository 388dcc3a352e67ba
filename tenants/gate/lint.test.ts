import { describe, expect, test } from 'vitest'
import { FIRST_TEXT } from '../../tests/support/gate-message.ts'
import { lintText, type LintContext } from './lint.ts'

const ANSWER: LintContext = {
  channel: 'sms',
  audience: 'customer',
  class: 'response',
  first: false,
  byHuman: false,
  disclosureDue: false,
  exemption: null,
  priceBarredFromFirst: false,
  businessName: 'Lone Star Plumbing',
  postalAddress: '12 Example Street, Dallas, TX 75201',
  allowedAmountsMinor: [9_900, 17_900],
  allowedHosts: ['shoulder.example.com', '127.0.0.1:8787'],
  serviceNames: [],
}
const FIRST = { ...ANSWER, first: true }
const OFFER: LintContext = { ...ANSWER, class: 'marketing' }

function codes(text: string, context: LintContext): string[] {
  return lintText(text, context).map(({ code }) => code)
}

describe('a first text', () => {
  test('says who writes and how to opt out', () => {
    expect(codes(FIRST_TEXT, FIRST)).toEqual([])
    expect(codes('Sorry we missed your call. Reply STOP to opt out.', FIRST)).toEqual(['business_name_missing'])
    expect(codes('Lone Star Plumbing here, how can we help?', FIRST)).toEqual(['opt_out_words_missing'])
    expect(codes('Lone Star Plumbing here, we can stop by at 5.', FIRST)).toEqual(['opt_out_words_missing'])
    expect(codes('LONE STAR PLUMBING: WE CAN STOP BY AT 5', FIRST)).toEqual(['opt_out_words_missing'])
  })

  test('may write the name with other quotes and capitals', () => {
    const mikes = { ...FIRST, businessName: 'Mike’s “A1” Plumbing' }
    expect(codes('MIKE\'S "A1" PLUMBING: how can we help? Reply STOP to opt out', mikes)).toEqual([])
  })

  test('cannot name a business that has no name', () => {
    expect(codes(FIRST_TEXT, { ...FIRST, businessName: '  ' })).toEqual(['business_name_missing'])
  })

  test('finds no opt-out words in the name of the business', () => {
    const oneStop = { ...FIRST, businessName: 'One STOP Drains' }
    expect(codes('One STOP Drains here. How can we help?', oneStop)).toEqual(['opt_out_words_missing'])
  })

  test('names no price where the state bars it, not even one from the price book', () => {
    const florida = { ...FIRST, priceBarredFromFirst: true }
    const text = 'Lone Star Plumbing: a drain is $179. Reply STOP to opt out.'
    expect(codes(text, FIRST)).toEqual([])
    expect(codes(text, florida)).toEqual(['price_in_first_text'])
    expect(codes(text, { ...florida, first: false })).toEqual([])
  })
})

describe('an answer', () => {
  test.each([
    'Get 10% off today',
    'We have a great deal for you',
    'Ask about our discounts',
    'Use coupon HELLO',
    'Save $99 now',
    'Special offer this week',
    '$99 off your next visit',
    'We give free estimates',
    'A free drain inspection',
    'All for free',
    'Join our maintenance plan',
    'Our AMC covers it',
    'Annual maintenance from us',
    'Become a member: memberships open',
    'Please leave us a 5-star review',
    'Descuento para usted',
    'Half price this week',
    'First visit half off',
    'Get 50 off',
    '20 per cent cheaper',
    'Now 20 percent off',
    'Your first hour on us',
    'The inspection is on the house',
    'Buy one get one',
    'A complimentary inspection',
    'No-charge estimate',
    'Our estimates are free',
    'Ask for a rebate',
    'Big sale this week',
    'For a limited time',
    '2x1 en limpiezas',
    'Gran rebaja',
    'Una oferta para usted',
    'Presupuesto gratuito, sin costo',
    'Primera visita a mitad de precio',
    'frее estimate',
    'dis\ncount',
    'dis\u200dcount',
    'disc0unt',
    'd i s c o u n t',
    'D.I.S.C.O.U.N.T',
    'dis-count',
    'ｄｉｓｃｏｕｎｔ',
    'díscount',
  ])('sells nothing: "%s" is refused', (text) => {
    expect(codes(text, ANSWER)).toContain('promotion_in_class')
    expect(codes(text, { ...ANSWER, class: 'service' })).toContain('promotion_in_class')
  })

  test.each([
    'Are you free at 9 tomorrow?',
    'Feel free to call us.',
    'Please save this number.',
    'We deal with that every day.',
    'A drain cleaning is $179, estimate, confirmed on site.',
    'We offer drain cleaning and water heaters.',
    'Feel free to visit us at the shop.',
    'We can fix your furnace on Friday.',
    'We are here half the day on Saturdays.',
    'Dial 1 to reach us, and count on us.',
    'Where does the water come out? ¿De dónde sale el agua?',
    'El agua sale caliente, ¿no?',
    'We sell parts; ask the sales counter.',
    'Is your gate 2x4 lumber?',
    'Is the first visit good for you at 9?',
    'Turn off your water and call us.',
    'We will get back to you.\nCount on a call today.',
    'Take it easy,\nwe will answer soon.',
    'A plumber is free on Monday to give an estimate.',
    'H2O Plumbing has your note.',
    'Con gusto le damos un precio. ¿De qué trabajo se trata?',
  ])('may say "%s"', (text) => {
    expect(codes(text, ANSWER)).toEqual([])
  })

  test('may say the name of a service that sounds like an offer, and no more of the kind', () => {
    const named = { ...ANSWER, serviceNames: ['Maintenance plan', 'Free estimate'] }
    expect(codes('Our maintenance plan is $179.', named)).toEqual([])
    expect(codes('Our maintenance plan is $179, 10% off.', named)).toEqual(['promotion_in_class'])
    expect(codes('Our maintenance plan is $179.', ANSWER)).toEqual(['promotion_in_class'])
  })

  test('names only amounts from the price book', () => {
    expect(codes('Between $99 and $179.', ANSWER)).toEqual([])
    expect(codes('It is $180.', ANSWER)).toEqual(['amount_not_allowed'])
    expect(codes('It is $99-180.', ANSWER)).toEqual(['amount_not_allowed'])
    expect(codes('It is two hundred dollars.', ANSWER)).toEqual(['amount_not_allowed'])
    expect(codes('It is ＄１８０.', ANSWER)).toEqual(['amount_not_allowed'])
    expect(codes('It is $179.', { ...ANSWER, allowedAmountsMinor: [] })).toEqual(['amount_not_allowed'])
  })

  test('takes at most two segments', () => {
    expect(codes('a'.repeat(306), ANSWER)).toEqual([])
    expect(codes('a'.repeat(307), ANSWER)).toEqual(['too_many_segments'])
    expect(codes('á'.repeat(134), ANSWER)).toEqual([])
    expect(codes('á'.repeat(135), ANSWER)).toEqual(['too_many_segments'])
    expect(codes('a'.repeat(307), { ...ANSWER, channel: 'email' })).toEqual([])
  })

  test('has words', () => {
    for (const text of ['', '  \n', '\u200b']) expect(codes(text, ANSWER)).toContain('body_empty')
  })
})

describe('a reply word', () => {
  test.each([
    'Reply CANCEL to cancel your visit.',
    'reply cancel to cancel',
    'Text END to end this chat',
    'Reply with "QUIT" if you changed your mind',
    'Reply YES to confirm or CANCEL to call it off',
    'Respond with the word REVOKE',
    'Send OPT-OUT to leave',
    'CANCEL to cancel your visit',
    'Responda CANCELAR para cancelar',
    'Envíe CANCELAR si no puede',
    'Responda con la palabra BAJA',
    'Reply CАNCEL to cancel',
    'Reply CAN\nCEL',
    'Reply to cancel',
  ])('by which carriers block is never asked for: %s', (text) => {
    expect(codes(text, ANSWER)).toContain('opt_out_word_misused')
    expect(codes(text, { ...ANSWER, byHuman: true })).toContain('opt_out_word_misused')
  })

  test.each([
    'Reply STOP to cancel.',
    'Reply STOP to unsubscribe',
    'Responda STOP para cancelar',
    'Responda ALTO para CANCELAR los textos',
    'Si quiere cancelar, llame.',
    'Reply "STOP" to END messages.',
    'To cancel the visit, reply NO.',
    'Reply by the end of the day, please.',
    'Text us by 5. We end our day then.',
    'Reply 1 to keep it or 2 to call it off.',
  ])('may be asked for otherwise: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual([])
  })
})

describe('a text by nobody', () => {
  test.each([
    "Hi, I'm Mike, how can I help?",
    'This is Mike from Lone Star Plumbing',
    'My name is Ana.',
    'You are talking to a real person.',
    "I'm not a bot",
    "Sorry, I'm on a job right now",
    'I am currently driving',
    'I’m with a customer',
    'I typed this to you.',
    'Written by hand',
  ])('does not claim to be somebody: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual(['human_claim'])
    expect(codes(text, { ...ANSWER, byHuman: true })).toEqual([])
  })

  test.each([
    'This is Lone Star Plumbing.',
    'This is the automated assistant of Lone Star Plumbing.',
    'We are on a job right now.',
    'This is Friday, right?',
    'I am an automated assistant.',
  ])('may say %s', (text) => {
    expect(codes(text, ANSWER)).toEqual([])
  })

  test('says so once, when a model wrote it', () => {
    const due = { ...ANSWER, disclosureDue: true }
    expect(codes('We can come on Friday.', due)).toEqual(['disclosure_missing'])
    expect(codes('Automated assistant: we can come on Friday.', due)).toEqual([])
    expect(codes('Soy un asistente automático.', due)).toEqual([])
  })
})

describe('a link', () => {
  test.each([
    'https://evil.example.net/x',
    'see www.other.example.net',
    'see other.com',
    'see bit.ly/abc',
    'https://shoulder.example.com.evil.net/',
    'https://shoulder.example.com@evil.net/',
    'http://10.0.0.1/',
    'https://[',
    'see evil.co',
    'see evil.de now',
    'see EVIL.COM',
    'see xn--80ak6aa92e.com',
    'see evil．com',
    'see evil。com',
    'see еvil.com',
    'see evil.xn--p1ai',
    'see 10.0.0.1/x',
    'mailto:joe@example.com',
    'see evil dot com',
    'see evil (dot) com',
    'see evil[.]com',
    'vea evil punto com',
    'see evil.\ncom',
    'ftp://evil/x',
  ])('to elsewhere is refused: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual(['link_not_allowed'])
  })

  test.each([
    'https://shoulder.example.com/b/abc',
    'https://book.shoulder.example.com/x',
    'shoulder.example.com/b/abc',
    'http://127.0.0.1:8787/u/abc',
    'Mail joe.smith@example.com',
    'See you at 5 p.m. today.Reply soon',
    'e.g. drains',
    'Thanks.We will answer',
    'Thanks.In a hurry? Call',
    'Gracias.La llamamos',
    'Come at 5.pm or 9.am',
    'Call 512.555.0147',
    'A.J. and J.de la Cruz answer',
    'We use version 1.2.3',
    'Thanks for calling.\nde nada',
  ])('to us, or none, may stand: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual([])
  })
})

describe('what nobody may send by text', () => {
  test.each([
    'Please text us your card number',
    'Reply with the CVV',
    'What is your SSN?',
    'We need your social security number',
    'Send a photo of your card',
    'Mande el número de su tarjeta',
    'Your credit card details, please',
    'Text your саrd numbеr',
    'Denos el código de seguridad',
  ])('is not asked for: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual(['card_number'])
  })

  test.each([
    'Please never text your card number.',
    'We take cards and cash.',
    'Do not send us card details.',
    'What is the model number?',
    'Nunca mande el número de su tarjeta.',
    'Have your card ready when we come.',
    'We will text you the card of our electrician.',
    'What is your account with the gas company about?',
    'Text us your address, please.',
  ])('is not seen where it is not: %s', (text) => {
    expect(codes(text, ANSWER)).toEqual([])
  })
})

test('names that are one letter are taken for words only', () => {
  const first = { ...FIRST, businessName: 'A' }
  expect(codes('A: automated text. Reply STOP to opt out', first)).toEqual([])
  expect(codes('Automated text. Reply STOP to opt out', first)).toEqual(['business_name_missing'])
})

describe('a technician who types', () => {
  test('writes as they like, but no card number, no blocked reply word and no novel', () => {
    const typed = { ...FIRST, byHuman: true }
    expect(codes(`I'm Mike. $350 and 10% off, see other.com. ${'a'.repeat(400)}`, typed)).toEqual([])
    expect(codes('Your card 4111 1111 1111 1111', typed)).toEqual(['card_number'])
    expect(codes('a'.repeat(1_601), typed)).toEqual(['body_too_long'])
  })

  test('is told things in any words', () => {
    const notice = { ...FIRST, audience: 'technician' } as const
    expect(codes('Asha wants $350 off. Reply CANCEL', notice)).toEqual([])
    expect(codes('Card 4111111111111111', notice)).toEqual(['card_number'])
  })
})

describe('an offer', () => {
  test('by text names the business and the way out each time', () => {
    const text = 'Lone Star Plumbing: 10% off. Reply STOP to opt out.'
    expect(codes(text, OFFER)).toEqual([])
    expect(codes('10% off this week', OFFER)).toEqual(['business_name_missing', 'opt_out_words_missing'])
  })

  test('by e-mail carries the postal address and a link to unsubscribe', () => {
    const email = { ...OFFER, channel: 'email' } as const
    const text = '10% off.\n12 Example Street\nDallas, TX 75201\nUnsubscribe: https://shoulder.example.com/u/abc'
    expect(codes(text, email)).toEqual([])
    expect(codes('10% off', email)).toEqual(['postal_address_missing', 'unsubscribe_missing'])
    expect(codes(text, { ...email, postalAddress: '' })).toEqual(['postal_address_missing'])
  })
})

describe('a confirmation of an opt-out', () => {
  const confirmation = { ...ANSWER, exemption: 'opt_out_confirmation' } as const

  test('names the business and carries no link, price or offer', () => {
    expect(codes('Lone Star Plumbing: you are unsubscribed and get no more messages.', confirmation)).toEqual([])
    expect(codes('You are unsubscribed.', confirmation)).toEqual(['business_name_missing'])
    const done = 'Lone Star Plumbing: you are unsubscribed.'
    expect(codes(`${done} https://shoulder.example.com/u/x`, confirmation)).toEqual(['link_not_allowed'])
    expect(codes(`${done} 10% off if you stay`, confirmation)).toEqual(['promotion_in_class'])
    expect(codes(`${done} Drains from $99.`, confirmation)).toEqual(['amount_not_allowed'])
  })

  test('is not the way a help answer looks, which must say STOP', () => {
    const help = { ...ANSWER, exemption: 'help' } as const
    const text = 'Lone Star Plumbing: call 214-555-0100. Msg & data rates may apply. Frequency varies.'
    expect(codes(text, help)).toEqual(['opt_out_words_missing'])
    expect(codes(`${text} Reply STOP to opt out.`, help)).toEqual([])
  })
})

test('every fault is told, the gravest first', () => {
  const text = 'Save 10%! Card 4111111111111111, see other.com, reply CANCEL'
  expect(codes(text, FIRST)).toEqual([
    'card_number',
    'opt_out_word_misused',
    'business_name_missing',
    'opt_out_words_missing',
    'promotion_in_class',
    'link_not_allowed',
  ])
})
