import type { EN_CRM_CHOICE } from './en-crm-choice.ts'
import type { Wording } from './language.ts'

export const ES_CRM_CHOICE: Wording<typeof EN_CRM_CHOICE> = {
  states: { off: 'apagado', gone: 'ya no existe', draft: 'borrador' },
  calendar: 'Calendario',
  calendarLabel: 'Las visitas van a',
  calendarLater: 'Se busca con la primera visita',
  calendarHint: 'Las visitas pendientes se mueven cuando usted elige otro.',
  calendarFound: 'Se encontró solo. Elija otro si las visitas van en otro lugar.',
  calendarSaved: 'Las visitas van ahora a este calendario.',
  calendarProblems: {
    off: 'Está apagado en GoHighLevel y no recibe visitas. Enciéndalo allí o elija otro.',
    gone: 'Ya no existe en GoHighLevel y no recibe visitas. Elija otro.',
  },
  noCalendar:
    'Su cuenta no tiene calendarios. En GoHighLevel abra Calendars, Create; llámelo Shoulder. Luego revise otra vez.',
  workflows: 'Sus propios flujos',
  workflowsLead: 'Los clientes pueden entrar en un flujo suyo en ciertos momentos, y salen cuando eso termina.',
  workflowsWarning:
    'Lo que envía un flujo no pasa los controles de Shoulder sobre bajas, horarios y permisos. Use flujos para tareas y ' +
    'notas. Quien pidió no recibir mensajes nunca entra, y sale enseguida.',
  noWorkflows: 'Su cuenta todavía no tiene flujos.',
  noWorkflow: 'Ninguno',
  workflowSaved: 'Guardado.',
  workflowProblems: {
    off: 'Es un borrador en GoHighLevel y nadie entra. Publíquelo allí y revise otra vez.',
    gone: 'Ya no existe en GoHighLevel y nadie entra.',
  },
  enrolled: (count) => (count === 1 ? '1 cliente está en él.' : `${count} clientes están en él.`),
  moments: {
    booked: { name: 'Cuando se acuerda una visita', ends: 'Termina cuando la visita se hace o se cancela.' },
    completed: { name: 'Cuando se termina un trabajo', ends: 'Termina cuando se acuerda otra visita.' },
    review_asked: { name: 'Cuando se pidió una reseña', ends: 'Termina cuando responde o la petición acaba.' },
    dormant: { name: 'Cuando se escribe a quien no ha vuelto', ends: 'Termina cuando responde o vuelve.' },
  },
}
