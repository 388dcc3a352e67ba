import type { Wording } from './language.ts'
import type { EN_EMAIL } from './en-email.ts'

export const ES_EMAIL: Wording<typeof EN_EMAIL> = {
  title: 'Dirección de correo',
  lead: 'Con un dominio propio, sus clientes ven su nombre y no el nuestro, y el correo de otros no cuenta en su contra.',
  from: (address) => `El correo sale de ${address}.`,
  domain: 'Su dominio',
  domainHint: 'Por ejemplo example.com. Su sitio web y sus buzones quedan como están.',
  save: 'Usar este dominio',
  check: 'Revisar los registros',
  drop: 'Volver a la dirección compartida',
  states: {
    none: 'Envía desde la dirección compartida. Sirve para respuestas sobre un trabajo, no para ofertas.',
    pending:
      'Ponga los registros de abajo donde administra su dominio y luego revíselos. Pueden tardar una hora en verse.',
    verified: 'Sus registros están bien. El correo sale de su propio dominio.',
    failed:
      'Los registros ya no están y el correo sale de la dirección compartida. Póngalos de nuevo y luego revíselos.',
  },
  records: 'Registros para su dominio',
  recordColumns: { type: 'Tipo', name: 'Nombre', value: 'Valor' },
  priority: (value) => `prioridad ${value}`,
  complaints: (complaints, sent) => `${complaints} de ${sent} correos en 30 días se marcaron como spam.`,
  paused: 'Demasiadas personas marcaron su correo como spam; las ofertas por correo descansan hasta que sean menos.',
  done: 'Guardado. Ahora ponga los registros.',
  dropped: 'El correo sale otra vez de la dirección compartida.',
}
