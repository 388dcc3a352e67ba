import type { EN_CRM } from './en-crm.ts'

export const ES_CRM: typeof EN_CRM = {
  title: 'GoHighLevel',
  lead: 'Los prospectos, las visitas y las conversaciones se guardan también en su cuenta de GoHighLevel.',
  states: {
    none: 'No hay ninguna cuenta conectada.',
    choosing: 'Su agencia está conectada. Elija la subcuenta de este negocio.',
    connected: 'Conectado.',
    lost: 'Desconectado.',
  },
  account: (name) => `Subcuenta: ${name}`,
  losses: {
    uninstalled: 'Shoulder fue desinstalado allí.',
    token_revoked: 'GoHighLevel ya no acepta nuestra clave.',
    token_refused: 'GoHighLevel rechaza nuestra clave, también una nueva. Lo intentamos otra vez cada hora.',
    location_gone: 'Ya no podemos entrar en la subcuenta. Quizás se borró.',
    scope_missing: 'Falta un permiso que Shoulder necesita.',
  },
  waiting: (count) => (count === 1 ? 'Falta escribir 1 cosa allí.' : `Falta escribir ${count} cosas allí.`),
  connect: 'Conectar',
  again: 'Conectar otra vez',
  check: 'Revisar otra vez',
  drop: 'Desconectar',
  dropped: 'GoHighLevel está desconectado.',
  checked: 'Lo estamos revisando.',
  came: {
    connected: 'GoHighLevel está conectado.',
    choose: 'Su agencia está conectada. Elija la subcuenta de este negocio.',
    cancelled: 'No se eligió nada y nada cambió.',
    already_taken: 'Otro negocio tiene esta subcuenta. Elija otra.',
  },
  cameOther: 'No funcionó y nada cambió. Inténtelo de nuevo en un momento.',
  search: 'Buscar una subcuenta',
  find: 'Buscar',
  take: 'Usar esta',
  create: 'Crear una subcuenta nueva',
  more: 'Hay más. Agregue una palabra para hallar la suya.',
  nothing: 'Ninguna subcuenta tiene estas palabras.',
  missing: 'No concedido. Conecte otra vez y conceda esto:',
  pipeline: (name) => `Pipeline: ${name}`,
  guessed: 'sin etapa propia',
  statuses: {
    new: 'Nuevo',
    contacted: 'Contactado',
    quoted: 'Cotizado',
    booked: 'Reservado',
    completed: 'Completado',
    lost: 'Perdido',
  },
  makePipeline:
    'Su cuenta no deja que las aplicaciones creen pipelines. En GoHighLevel abra Opportunities, Pipelines, Create; ' +
    'llámelo Shoulder, con las etapas New, Contacted, Quoted, Booked, Completed y Lost. Después pulse Revisar otra vez.',
  problems: {
    calendars: 'No se pudieron ver los calendarios.',
    pipeline: 'No se pudo ver el pipeline.',
    values: 'No se pudieron escribir los valores personalizados.',
    tags: 'No se pudieron crear las etiquetas.',
    fields: 'No se pudieron crear los campos personalizados.',
    workflows: 'No se pudieron ver los flujos de trabajo.',
  },
  kept: (names) =>
    `Se cambiaron en GoHighLevel, así que allí se quedan como están: ${names}. Para que Shoulder llene uno otra vez, ` +
    'vacíelo allí y pulse Revisar otra vez.',
}
