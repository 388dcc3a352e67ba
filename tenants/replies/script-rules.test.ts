import { describe, expect, test } from 'vitest'
import { shippedText } from './compose.ts'
import { checkScript } from './script-rules.ts'

const codes = (name: Parameters<typeof checkScript>[0], language: 'en' | 'es', text: string) =>
  checkScript(name, language, text).map(({ code }) => code)

describe('a booking that nobody has confirmed', () => {
  test.each([
    ['en', 'Confirmed: {time}'],
    ['en', 'All set for {time}!'],
    ['en', 'Your appointment is {time}'],
    ['en', 'We will come at {time}'],
    ['en', '{owner} will be there at {time}'],
    ['en', 'Your visit on {time} is set'],
    ['en', "You're on for {time}."],
    ['en', 'You’re booked for {time}.'],
    ['en', 'Your request for {time} is approved.'],
    ['en', 'You asked for {time} and we’ll be there.'],
    ['en', 'This is to confirm {time}.'],
    ['en', 'We confirm your request for {time}.'],
    ['en', '{time} it is, as you asked!'],
    ['en', 'Got it, {time}.'],
    ['en', 'Expect us {time}'],
    ['en', '{owner} arrives {time}, as requested'],
    ['en', 'See you then!'],
    ['en', 'Booked! Thanks.'],
    ['en', 'Visit: {time}'],
    ['en', 'We have your appointment for {time}'],
    ['en', 'Your requested visit {time} is good'],
    ['en', '{owner} is on the way at {time} as requested'],
    ['es', 'Confirmado: {time}'],
    ['es', '¡Todo listo para el {time}!'],
    ['es', 'Su cita es el {time}'],
    ['es', 'Iremos el {time}'],
    ['es', '{owner} llegará el {time}'],
    ['es', 'Su visita del {time} está programada'],
    ['es', 'Su solicitud para el {time} queda aceptada.'],
    ['es', 'Le confirmamos la visita del {time}'],
    ['es', 'Nos vemos el {time}'],
    ['es', 'Lo esperamos el {time}'],
    ['es', 'Estaremos ahí el {time}'],
  ] as const)('is not promised in %s: %s', (language, text) => {
    expect(codes('booking_received', language, text)).toEqual(['time_promised'])
  })

  test.each([
    ['en', shippedText('booking_received', 'en')],
    ['es', shippedText('booking_received', 'es')],
    ['en', 'Thanks! We have your request for {time}. {owner} will call to confirm.'],
    ['en', 'You asked for {time}. We will confirm.'],
    ['en', '{owner} will confirm {time} with you soon.'],
    ['en', "Got it: {time}. We'll get back to you to confirm."],
    ['en', 'You would like {time}, right? We will check the calendar.'],
    ['en', "We'll check whether {time} works and call you back."],
    ['en', 'Your request for {time} came in. Nothing is booked until we confirm it.'],
    ['en', 'We got your wish for {time}. Your visit is not confirmed yet.'],
    ['en', 'Request for {time} received. It is set once {owner} has called you.'],
    ['en', 'Thanks. {owner} will come back to you to settle the time.'],
    ['en', 'Thanks, we will let you know when we can come.'],
    ['en', 'Your request for {time} will be confirmed by {owner}.'],
    ['en', 'You hoped for {time}. Call {phone} if it is urgent.'],
    ['es', 'Gracias. Su solicitud: {time}. Le confirmaremos la hora.'],
    ['es', 'Pidió el {time}. {owner} le llamará para confirmar.'],
    ['es', 'Gracias, recibimos su mensaje para el {time} y vamos a confirmarle la hora.'],
    ['es', 'Usted prefiere el {time}. Todavía no está confirmada la visita; le avisaremos.'],
    ['es', 'Gracias. Estaremos en contacto para confirmar la hora.'],
    ['es', 'Recibido: {time}. Le confirmaremos la hora pronto.'],
    ['es', 'Gracias. {owner} va a comunicarse con usted.'],
  ] as const)('may be spoken of as a request in %s: %s', (language, text) => {
    expect(codes('booking_received', language, text)).toEqual([])
  })

  test('may be said where no booking is answered', () => {
    expect(codes('missed_call_email', 'en', 'You called {business} at {time}.')).toEqual([])
  })
})

describe('that a machine writes', () => {
  test.each([
    ['en', 'This is no automated text'],
    ['en', 'Nothing here is automated'],
    ['en', 'I typed this, automated no more'],
    ['en', "This isn't an automated text"],
    ['en', 'Our texts are never automated'],
    ['en', 'Automated texts are not our thing'],
    ['es', 'Nada automático aquí'],
    ['es', 'Sin mensajes automáticos'],
  ] as const)('is not denied in %s: %s', (language, text) => {
    expect(codes('question_received', language, text)).toEqual(['human_claim'])
  })

  test.each([
    ['en', 'This is an automated text.'],
    ['en', "Sorry we couldn't answer, automated text here."],
    ['en', 'Not urgent? Automated texts are fine.'],
    ['en', 'No one is free. Automated reply.'],
    ['en', 'Automated message, not monitored at night.'],
    ['es', 'No pudimos contestar, texto automatizado.'],
    ['es', 'Este mensaje es automatizado.'],
    ['es', shippedText('missed_call_text', 'es')],
    ['en', shippedText('missed_call_text', 'en')],
  ] as const)('may be owned up to in %s: %s', (language, text) => {
    expect(codes('missed_call_text', language, text)).toEqual([])
  })
})
