import { describe, expect, test } from 'vitest'
import { readPlanAnswer } from './plan-words.ts'

const ENDS = [
  ...['NO RENEWAL', 'no renewal please', 'NO RENOVAR', 'cancel my plan', 'please cancel the maintenance plan'],
  ...[
    "I don't want it to renew",
    'we decided not to renew',
    "I don't want the plan anymore",
    'I no longer want the plan',
  ],
  ...['I no longer need the maintenance plan', "I won't be renewing", 'ya no quiero el plan', 'not renewing this year'],
  ...[
    'I’m not going to renew',
    'We will not be renewing the contract.',
    "please don't let it renew",
    'do not auto-renew',
  ],
  ...["we're not interested in renewing", 'decided against renewing', "I'd rather not renew", "don't renew my plan"],
  ...["I don't want to renew it", 'I do not want my plan renewed', 'let it expire', 'please let my plan lapse'],
  ...["We don't need the comfort plan any more", "I can't afford the plan", 'we are not continuing with the plan'],
  ...["I don't want to continue the maintenance", "I'm done with the plan", 'take me off the plan', 'no more plan'],
  ...['I want out of the contract', 'please end my membership', 'drop the plan', 'can you cancel my plan?'],
  ...['Hi, could you please end my maintenance plan?', 'We are moving. We no longer need the plan. Thanks!'],
  ...[
    'stop the renewal',
    'please do not bill me, cancel my plan',
    'I want to get rid of the plan',
    'nonrenewal please',
  ],
  ...[
    'no quiero que se renueve',
    'no quiero renovar',
    'no lo renueven por favor',
    'no voy a renovar',
    'sin renovación',
  ],
  ...[
    'decidimos no renovar',
    'no vamos a renovar el contrato',
    'ya no necesito el mantenimiento',
    'prefiero no renovar',
  ],
  ...['quiero cancelar el plan', 'cancelen mi plan por favor', 'den de baja mi plan', 'no quiero seguir con el plan'],
  ...['ya no me interesa el plan', '¿Puede cancelar mi plan?', 'no renueve mi plan', 'quiero darme de baja del plan'],
]

const NOT_ENDS = [
  ...["don't cancel my plan", 'I do not want to cancel the plan', 'never said to cancel my contract', 'cancel'],
  ...[
    'how do I cancel my plan?',
    'how do i cancel my plan',
    'what happens if I cancel my plan?',
    'is there a fee to end the plan',
  ],
  ...[
    "I don't know when it renews",
    'I did not get the renewal notice',
    "I don't want to lose my plan",
    'does it renew?',
  ],
  ...[
    "don't forget to renew my plan",
    'not sure if we renew',
    'yes renew it please',
    'my plan was not renewed, please renew it',
  ],
  ...[
    'cancel the maintenance visit on friday',
    "I don't need the maintenance appointment tomorrow",
    'cancel my appointment',
  ],
  ...['please stop by for the maintenance', 'at the end of the contract', "I don't have a plan yet", 'I want the plan'],
  ...['no quiero cancelar el plan', 'no sé cuándo se renueva', 'no quiero perder el plan', 'no sé si renovar'],
  ...[
    'how much is a water heater?',
    "my water heater isn't working",
    'no hot water',
    'I need a plan for the kitchen remodel',
  ],
  ...["We don't want a new faucet", 'no me llegó la renovación', 'thanks!', 'my plan did not renew', 'stop'],
]

describe('words about a plan', () => {
  test.each(ENDS)('"%s" ends it', (text) => {
    expect(readPlanAnswer(text)).toBe('end')
  })

  test.each(NOT_ENDS)('"%s" does not end it', (text) => {
    expect(readPlanAnswer(text)).not.toBe('end')
  })

  test.each([
    ...['yes', 'Y', 'YES please', 'I agree', 'Sí', 'si, acepto', 'Yes, I accept. Thanks!', 'yes renew it please'],
    ...['Yes, please renew my plan', 'yes for another year', "yes, let's continue", 'sí, renovar', 'sí, quiero seguir'],
    ...['Yes, 12 more months', 'sí por otro año, gracias'],
  ])('"%s" is a yes', (text) => {
    expect(readPlanAnswer(text)).toBe('yes')
  })

  test.each([
    ...['ok', 'Sounds good', 'sounds good, thanks', 'sure', "yes, let's do it", 'sign me up', "I'm interested", 'yeah'],
    ...['that works', 'OK great', 'go ahead', 'Will do!', 'me interesa', 'dale', 'está bien', 'claro que sí', '👍'],
    ...[
      'renew',
      'please renew it',
      "I'd like to renew",
      "let's keep the plan going",
      'another year please',
      'otro año',
    ],
    ...['ok renew my plan', 'quiero renovar', 'me gustaría seguir con el plan', 'we want to continue with the plan'],
  ])('"%s" is glad of it and binds to nothing', (text) => {
    expect(readPlanAnswer(text)).toBe('fine')
  })

  test.each([
    ...['no', 'No thanks', 'not interested', "I don't want it", "we don't need it", 'no me interesa', 'no lo quiero'],
    ...[
      'not this year',
      'not this time, thanks',
      "I'll pass",
      'no more',
      'ya no gracias',
      'este año no',
      'no thanks, not this year',
    ],
  ])('"%s" is a no', (text) => {
    expect(readPlanAnswer(text)).toBe('no')
  })

  test.each([
    ...[
      'how much?',
      'How much is it',
      'how much does it cost per year?',
      'is that per month?',
      'Is this monthly or yearly?',
    ],
    ...['what does it include?', "what's included", 'what do I get?', 'per month?', 'Sounds good. What does it cover?'],
    ...[
      'tell me more',
      'more info please',
      'how long is it for?',
      'does it renew?',
      'can I cancel anytime?',
      'how many visits?',
    ],
    ...['¿cuánto cuesta?', 'cuánto es al mes', '¿es por mes?', 'qué incluye?', 'más información', '¿se renueva solo?'],
  ])('"%s" asks what it is', (text) => {
    expect(readPlanAnswer(text)).toBe('asks')
  })

  test.each([
    ...[
      'how do I cancel my plan?',
      'when does my plan renew?',
      'what does the plan include?',
      '¿cómo cancelo mi plan?',
    ],
    ...['what happens if I cancel my plan?', 'how much is the plan?'],
  ])('"%s" asks of it by its name', (text) => {
    expect(readPlanAnswer(text)).toBe('asks_by_name')
  })

  test.each([
    ...[
      'how much is a clogged drain?',
      'how much for a water heater',
      'how much do I owe you?',
      'can you come friday?',
    ],
    ...['how long will it take you to get here?', 'my sink is leaking', 'yes but can you come monday', 'call me', ''],
    ...[
      'what does a new faucet cost',
      'cuánto cuesta destapar un drenaje?',
      'when can you come?',
      'sounds good, see you at 9',
    ],
  ])('"%s" is about something else', (text) => {
    expect(readPlanAnswer(text)).toBeNull()
  })
})
