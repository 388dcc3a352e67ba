import { describe, expect, test } from 'vitest'
import { offersOptOut, saysAutomated } from './required-words.ts'

describe('a way out', () => {
  test.each([
    "Don't reply STOP",
    'We never STOP working',
    'STOP by our shop',
    'Replying STOP does nothing',
    'No responda STOP',
    'Please do not ever reply STOP to opt out',
    'You need not reply STOP.',
    'Reply STOP to opt out does nothing',
    'If you reply STOP to opt out, we keep on',
    'Why reply STOP?',
    'Reply STOP to book a visit',
    'Reply STOP and get more',
    'Our vans STOP to rest',
    'Nunca responda STOP para salir',
    'Responda STOP para reservar',
    'Reply stop to opt out',
    'Never text STOP.',
    "There's no need to reply STOP.",
    'NON-STOP service',
  ])('is not offered by: %s', (text) => {
    expect(offersOptOut(text)).toBe(false)
  })

  test.each([
    'Reply STOP to opt out',
    'Reply STOP to unsubscribe.',
    'STOP to opt out',
    'Help? STOP to opt out',
    'Text STOP to end.',
    'Reply "STOP" to END messages',
    'Reply HELP for help or STOP to end',
    'Text us STOP to get no more texts',
    'Send STOP any time.',
    'To opt out, reply STOP.',
    'To opt out reply STOP',
    'Opt out: STOP',
    'If you want no more texts, reply STOP',
    'If you want no more texts reply STOP',
    'Not interested? Reply STOP',
    "Don't want texts? Reply STOP.",
    'Reply STOP if you want no more of these',
    'Reply STOP and we will stop',
    'reply with STOP to opt-out',
    'Responda STOP para no recibir textos',
    'STOP para no recibir textos',
    '¿Ayuda? STOP para salir',
    'Responda ALTO para no recibir más',
    'Envíe STOP para cancelar',
    'Para no recibir más textos, responda STOP.',
    'Para darse de baja envíe ALTO',
    'We could not answer, sorry. Reply STOP to opt out',
  ])('is offered by: %s', (text) => {
    expect(offersOptOut(text)).toBe(true)
  })
})

describe('an automated text', () => {
  test.each([
    'This is no automated text',
    'Nothing here is automated',
    'Automatic doors are our thing',
    'I typed this myself, automated no more',
    'Nada automático aquí',
    'This is not an automated message.',
    "This isn't an automated text",
    'Automated texts are not our thing',
    'Automated text? Never.',
    'Never an automated reply from us',
    'No es un mensaje automático',
    'Esto no es un texto automatizado',
    'Sin asistente automático',
    'We repair automatic garage doors',
    'Puertas automáticas',
    'Your assistant Ana',
    'This is not, by any means, an automated text',
    'A non-automated text',
  ])('is not admitted by: %s', (text) => {
    expect(saysAutomated(text)).toBe(false)
  })

  test.each([
    'This is an automated text.',
    'Automated text. Reply STOP to opt out',
    'Acme: automated text. We missed your call.',
    'Acme (auto): missed your call',
    'Automated reply from Acme: hi',
    'here by automated text: sorry!',
    'I am an automated assistant.',
    'Automated assistant: we can come on Friday.',
    'This text is automated.',
    'This message was sent automatically.',
    "Sorry we couldn't answer, this is an automated text",
    'We could not pick up so this is an automated text.',
    'Acme, auto-reply: sorry we missed you',
    'A virtual assistant writes for us.',
    'Automated: sorry we missed you',
    'Este mensaje es automatizado.',
    'Texto automatizado.',
    'Soy un asistente automático.',
    'Le escribe el asistente virtual de Acme.',
    'Respuesta automática de Acme',
    'No pudimos contestar, este es un mensaje automático',
    'Mensaje enviado automáticamente',
  ])('is admitted by: %s', (text) => {
    expect(saysAutomated(text)).toBe(true)
  })
})
