import type { mediaEn } from './en-media.ts'
import type { Wording } from './language.ts'

export const mediaEs: Wording<typeof mediaEn> = {
  photo: 'Foto del cliente',
  openPhoto: 'Abrir la foto',
  savePhoto: 'Guardar la foto',
  recording: 'Lo que dijo después del tono',
  written: 'Escrito por una máquina:',
  photoComing: 'Una foto viene en camino.',
  recordingComing: 'El buzón de voz viene en camino.',
  photoMissing: 'Llegó una foto que no está aquí',
  recordingMissing: 'El buzón de voz no está aquí',
  because: (lead, why) => (why === null ? `${lead}.` : `${lead}: ${why}.`),

  ring: 'Llamar desde el número del negocio',
  ringing: 'Su teléfono suena. Conteste y marque 1, y los comunicamos.',
  called: 'Ya le llamé',
  noted: 'Anotado. No sale ningún texto automático sobre esta llamada.',
}
