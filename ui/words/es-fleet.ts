import type { FleetWords } from './en-fleet.ts'
import type { Wording } from './language.ts'

/** The switch for all businesses, in Spanish. */
export const ES_FLEET: Wording<FleetWords> = {
  title: 'Todos los negocios',
  lead: 'Mientras los envíos estén detenidos aquí, no sale nada automático de ningún negocio. Lo que escribe una persona sí sale, las llamadas se anotan y se avisa a los técnicos por correo y notificación.',
  isOn: 'Envíos detenidos para todos',
  isOff: 'Los envíos funcionan',
  changed: (who, when) => `Lo cambió ${who}, ${when}`,
  why: (reason) => `Motivo: ${reason}`,
  told: (told) => `${told} negocios lo saben.`,
  remaining: (left) => `Falta avisar a ${left}.`,
  tell: 'Seguir avisando',
  reason: 'Motivo',
  reasonHint: 'Se guarda con su nombre.',
  stop: 'Detener los envíos de todos',
  start: 'Volver a enviar',
  askTitle: '¿Detener los envíos de todos los negocios?',
  ask: 'Quien llame y no sea atendido no recibe texto ni correo de ningún negocio hasta que alguien lo vuelva a encender.',
  confirm: 'Detener ahora',
  cancel: 'Seguir',
  account: 'Todos los negocios',
}
