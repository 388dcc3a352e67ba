import { boardEn } from './en-board.ts'
import { pairWords } from './language.ts'

export const boardWords = pairWords(boardEn, {
  needsYou: 'Lo necesita ahora',
  needsNothing: 'Nada lo necesita en este momento.',
  kinds: {
    emergency: 'Emergencia',
    booking: 'Visita por confirmar',
    waiting: 'Lo espera',
    dead_letter: 'No entregado',
    in_doubt: 'Revise, por favor',
  },
  open: 'Abrir conversación',
  openShort: 'Abrir',
  call: 'Llamar ahora',
  confirm: 'Confirmar visita',
  retry: 'Intentar de nuevo',
  sendAgain: 'Enviar otra vez',
  dismiss: 'Descartar',
  checked: 'Ya lo revisé',
  done: {
    confirm: 'Visita confirmada.',
    retry: 'Intentando de nuevo.',
    dismiss: 'Descartado.',
  },

  today: 'Hoy',
  missed: 'Llamadas perdidas',
  texted: 'Con texto',
  replied: 'Respondieron',
  booked: 'Citas',
  revenue: 'Recuperado',
  response: 'Tiempo medio al texto',

  conversations: 'Conversaciones',
  keys: 'Muévase con las flechas o con J y K, abra con Intro.',
  unknownCaller: 'Llamada desconocida',
  missedCalls: (count) => (count === 1 ? 'Llamada perdida' : `${count} llamadas perdidas`),
  you: 'Nosotros:',
  yours: 'La tiene usted',
  optedOut: 'No quiere textos',
  needsYouMark: 'Lo necesita',
  statuses: {
    new: 'Nuevo',
    contacted: 'Contactado',
    quoted: 'Cotizado',
    booked: 'Con cita',
    completed: 'Hecho',
    lost: 'Perdido',
  },
  newText: (name, words) => `Texto nuevo de ${name}: ${words}`,
  newCall: (name) => `Llamada perdida de ${name}`,

  emptyTitle: 'Listo para la primera llamada perdida',
  emptySteps: {
    call: 'Alguien llama y usted no puede contestar.',
    text: (number) => `En menos de 30 segundos recibe un texto desde ${number}.`,
    here: 'Su respuesta, los precios y el deseo de una visita aparecen aquí al momento.',
  },
  emptyTry: 'Para probarlo, llame a su número desde otro teléfono y déjelo sonar.',
  emptySandbox: 'Hacer de cliente',

  forbidden: 'No puede ver los clientes de este negocio. Pida acceso a su dueño.',

  pushTitle: 'Entérese en este teléfono',
  pushBody: 'Un aviso cuando alguien quiera una visita o lo espere, también con esta página cerrada.',
  pushYes: 'Activar',
  pushNo: 'Ahora no',
  pushOn: 'Los avisos están activados.',
  pushDenied: 'El navegador bloquea los avisos. Permítalos en los ajustes del sitio y actívelos en Ajustes.',
  pushFailed: 'No se pudieron activar los avisos. Puede intentarlo de nuevo en Ajustes.',
})
