import type { Wording } from './language.ts'
import type { optOutEn } from './en-opt-out.ts'

export const optOutEs: Wording<typeof optOutEn> = {
  button: 'No más mensajes…',
  title: 'No más mensajes',
  lead: (name) =>
    `${name} le dijo que no quiere más mensajes. Desde ahora Shoulder no le envía textos ni correos. ` +
    'Solo un texto suyo, START, puede cambiarlo.',
  channel: 'Cómo lo dijo',
  channels: {
    phone: 'Por teléfono',
    in_person: 'En persona',
    letter: 'Por carta',
    web_form: 'Por un formulario de su sitio',
  },
  said: 'Qué dijo',
  saidHint: 'Tal como lo recuerde. Se guarda como prueba.',
  note: 'Parar todos los mensajes',
  cancel: 'Cancelar',
  done: (name) => `${name} ya no recibe mensajes.`,
  noted: (channel) => `Le dijo: ${channel}`,
  voicemail: 'Mensaje de voz',
  form: 'Lo escribió en un formulario',
}
