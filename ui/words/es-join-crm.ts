import type { EN_JOIN_CRM } from './en-join-crm.ts'
import type { Wording } from './language.ts'

export const ES_JOIN_CRM: Wording<typeof EN_JOIN_CRM> = {
  brings: [
    'Cada cliente posible está en una tarjeta de su pipeline y se mueve con su tablero, en ambos sentidos.',
    'Las visitas están en su calendario de allí, y lo que se anota allí está aquí.',
    'Sus textos se guardan como valores, para que páginas y flujos los usen.',
  ],
  connect: 'Conectar GoHighLevel',
  connectHint:
    'Usted elige una subcuenta, o toda su agencia y luego una subcuenta de ella. Se puede crear una nueva si su plan lo ' +
    'permite.',
  chooseTitle: '¿Qué subcuenta es este negocio?',
  chooseLead: 'Búsquela por su nombre o cree una nueva.',
  otherAccount: 'Tomar otra cuenta',
  settingUp: 'Preparando su cuenta. Tarda unos segundos.',
  doneTitle: 'Ya está preparado',
  done: {
    pipeline: 'El pipeline Shoulder, con una etapa para cada paso',
    otherPipeline: (name) => `Por ahora los clientes van a su pipeline ${name}`,
    values: (count) => `${count} valores con su nombre y sus textos`,
    tags: (count) => `${count} etiquetas con las que puede empezar un flujo`,
    fields: (count) => `${count} campos de contacto para listas e informes`,
    calendar: 'Se encontró un calendario para sus visitas',
  },
  yoursTitle: 'Lo que le toca hacer allí',
  yoursLead: 'GoHighLevel no deja que una app lo haga. Puede hacerlo después; Ajustes, GoHighLevel muestra qué falta.',
  left: {
    calendar: 'Cree un calendario: Calendars, Create. Llámelo Shoulder.',
    textBack:
      'Apague Missed Call Text Back: Settings, Business Profile. Si no, quien llama recibe dos textos, y uno sin mirar ' +
      'quién pidió no recibirlos.',
    snapshot:
      'Si su agencia tiene el snapshot de Shoulder, pida que lo instalen y vea en Automation que sus flujos estén ' +
      'publicados.',
  },
  goOn: 'Seguir',
  skip: 'Seguir sin GoHighLevel',
  tryAgain: 'Intentar otra vez',
  review: {
    none: 'Sin GoHighLevel por ahora',
    choosing: 'Falta elegir la subcuenta',
    lost: 'Desconectado',
    connected: (name) => `Conectado: ${name}`,
  },
}
