import type { EN_TEXTING } from './en-texting.ts'

export const ES_TEXTING: typeof EN_TEXTING = {
  title: 'Textos a sus clientes',
  lead: 'Salen de un número de Shoulder, o de uno suyo en GoHighLevel, donde su oficina los lee también.',
  now: {
    twilio: (number) => `Los textos salen del ${number}, el número de Shoulder.`,
    gohighlevel: (number) => `Los textos salen del ${number}, su número en GoHighLevel.`,
  },
  since: (moment) => `Desde ${moment}.`,
  waiting: (count) =>
    count === 1
      ? '1 texto no ha salido todavía. Irá por donde usted elija.'
      : `${count} textos no han salido todavía. Irán por donde usted elija.`,
  choice: 'Los textos salen de',
  ways: { twilio: 'El número de Shoulder', gohighlevel: 'Su número en GoHighLevel' },
  hints: {
    twilio: 'Su registro ante las operadoras se lleva aquí, en Registro de textos.',
    gohighlevel: 'Los clientes verán ese número. Lo que respondan al anterior también llega.',
  },
  number: 'Número',
  usual: 'el habitual',
  registered: 'Las operadoras aprobaron este número para textos en GoHighLevel (A2P 10DLC)',
  registeredHint: 'GoHighLevel no deja consultar si un número está aprobado; Shoulder confía en su palabra.',
  registeredMissing: 'Sin esa aprobación las operadoras bloquean sus textos. Márquelo cuando GoHighLevel la muestre.',
  offers: 'Esa aprobación cubre también ofertas, como los planes de mantenimiento',
  save: 'Guardar',
  saved: 'Desde ahora los textos van por aquí.',
  back: 'Volver a usar el número de Shoulder',
  again: 'Mirar otra vez',
  gone: 'GoHighLevel ya no muestra el número del que salen sus textos. Elija otro.',
  resellers: 'Solo el negocio mismo o un administrador puede cambiar esto.',
  obstacles: {
    not_connected: 'Conecte GoHighLevel arriba para usar un número de allí.',
    connection_lost: 'GoHighLevel está desconectado. Conéctelo otra vez arriba; hasta entonces esos textos esperan.',
    scope_missing: 'Conecte GoHighLevel otra vez arriba y conceda lo que los textos necesitan:',
    no_number: 'La subcuenta no tiene un número para textos. Consígalo en GoHighLevel, en Settings, Phone System.',
    account_suspended: 'GoHighLevel suspendió la telefonía de la subcuenta. Eso solo se arregla allí.',
    unreachable: 'GoHighLevel no responde, y no se pueden mostrar sus números.',
  },
}
