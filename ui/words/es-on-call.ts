import type { EN_ON_CALL } from './en-on-call.ts'
import type { Wording } from './language.ts'

export const ES_ON_CALL: Wording<typeof EN_ON_CALL> = {
  title: 'De guardia',
  lead: 'Cuando un cliente escribe de gas, monóxido de carbono, chispas o inundación, se avisa a estas personas por texto, una tras otra, hasta que alguien responda OK.',
  alone: (name, phone) => `No hay nadie en la lista, así que se avisa solo a ${name}, al ${phone}.`,
  position: (place) => `${place}.`,
  name: 'Nombre',
  nameHint: 'Los clientes lo leen cuando esta persona atiende su emergencia.',
  phone: 'Número de celular',
  email: 'Correo',
  emailHint: 'No es necesario. Ayuda cuando un texto no llega.',
  optedOut: 'Respondió STOP: no recibe textos hasta que envíe START a su número.',
  add: 'Añadir a alguien',
  remove: (name) => `Quitar a ${name}`,
  removeShort: 'Quitar',
  fresh: 'Nuevo contacto',
  up: (name) => `Subir a ${name}`,
  down: (name) => `Bajar a ${name}`,
  stepAfter: 'Cada persona tiene',
  minutes: 'minutos',
  stepHint: 'Después se avisa a la siguiente.',
  rounds: 'La lista se recorre',
  roundNames: { once: 'una vez', twice: 'dos veces', thrice: 'tres veces' },
  after: (minutes) =>
    `Si nadie contesta en ${minutes}, se le dice al cliente que llame al 911 o a otra persona, y su tablero lo muestra en rojo.`,
}
