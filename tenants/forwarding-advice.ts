import type { ForwardingTest } from './contract/join.ts'

type Advice = Record<ForwardingTest['status'], string | null>

const ADVICE: Record<'en' | 'es', Advice> = {
  en: {
    calling: null,
    forwarded: null,
    answered:
      'Somebody took the call, so it was not forwarded. If that was you, test again and let it ring. If it was your ' +
      'carrier’s voicemail, forwarding is not on yet: dial the code once more, wait for the tone or the message, hang ' +
      'up and test again.',
    busy:
      'Your phone was busy and the call was not forwarded. End any call, and dial the code for busy as well if your ' +
      'carrier has one. Then test again.',
    came_to_nothing:
      'Your phone rang and the call never came back to us. Dial the code once more on the phone itself, with mobile ' +
      'reception rather than Wi-Fi calling, wait for the tone or the message, and test again. If it stays like this, ' +
      'ask your carrier to switch on “call forwarding when not answered”.',
    call_failed:
      'The test call could not be placed. Check that the number of your phone is right, and test again in a minute.',
  },
  es: {
    calling: null,
    forwarded: null,
    answered:
      'Alguien contestó la llamada y por eso no se desvió. Si fue usted, pruebe otra vez y deje que suene. Si fue el ' +
      'buzón de su operador, el desvío aún no está activo: marque el código de nuevo, espere el tono o el mensaje, ' +
      'cuelgue y pruebe otra vez.',
    busy:
      'Su teléfono estaba ocupado y la llamada no se desvió. Termine cualquier llamada y marque también el código ' +
      'para línea ocupada, si su operador lo tiene. Después pruebe otra vez.',
    came_to_nothing:
      'Su teléfono sonó y la llamada no volvió a nosotros. Marque el código de nuevo desde el mismo teléfono, con ' +
      'señal móvil y no por Wi-Fi, espere el tono o el mensaje y pruebe otra vez. Si sigue igual, pida a su operador ' +
      'que active el «desvío de llamadas no contestadas».',
    call_failed:
      'No se pudo hacer la llamada de prueba. Revise que el número de su teléfono sea correcto y pruebe en un minuto.',
  },
}

/** What to do about how a test ended; null while it runs and when all is well. */
export function adviseOn(status: ForwardingTest['status'], language: 'en' | 'es'): string | null {
  return ADVICE[language][status]
}
