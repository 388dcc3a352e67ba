import type { FleetWorkWords } from './en-fleet-work.ts'
import type { Wording } from './language.ts'

/** What agents do for all businesses, in Spanish. */
export const ES_FLEET_WORK: Wording<FleetWorkWords> = {
  agentsTitle: 'Agentes',
  agent: 'Agente',
  columns: {
    decided: 'Decidió',
    waiting: 'Esperan',
    done: 'Hecho',
    undone: 'Deshecho',
    measured: 'Medido',
    worked: 'Funcionó',
    brought: 'Aportó',
  },
  worked: 'Funcionó: mejoró más que por azar, entre lo que se midió en estos días.',
  noAgents: 'Ningún agente ha decidido nada en estos días.',
  models: (calls, cost) => `Se consultó a los modelos de lenguaje ${calls} veces y costaron ${cost}.`,
  noModels: 'No se consultó ningún modelo de lenguaje.',
  trialsTitle: 'Qué palabras funcionan mejor',
  trial: 'Palabras de',
  subjects: { missed_call_text: 'Primer texto', price_answer: 'Respuesta con precios' },
  languages: { en: 'Inglés', es: 'Español' },
  trials: {
    running: 'En curso',
    better: 'Ganaron las nuevas',
    same: 'No mejores',
    stopped: 'Detenidas',
    exposed: 'Clientes',
    change: 'Donde ganaron las nuevas',
  },
  changes: {
    replied: (before, after) => `${before} → ${after} respondieron`,
    booked: (before, after) => `${before} → ${after} reservaron`,
  },
  noTrials: 'Ninguna prueba en estos días.',
  paidTitle: 'Suscripciones',
  paidLead: 'Lo que entra cada mes y cómo cambió. Se comparan los dos extremos del mes; una prueba no aporta nada.',
  noPaid: 'Todavía no hay suscripciones.',
  monthly: 'Ingreso mensual',
  churn: 'Perdido este mes',
  churned: (count, share) => `${count} negocios, ${share} del ingreso`,
  month: 'Mes',
  moves: {
    start: 'Inicio',
    new: 'Nuevos',
    back: 'Vuelven',
    more: 'Más',
    less: 'Menos',
    lost: 'Perdido',
    end: 'Final',
    logos: 'Negocios perdidos',
    revenue: 'Ingreso perdido',
  },
  stayTitle: 'Quién se queda',
  stayKind: 'Contar quién sigue',
  stay: { active: 'Activos', paying: 'Pagando' },
  stayLead: {
    active:
      'De los que entraron en un mes, cuántos tuvieron llamadas o clientes cada mes después. El mes 0 es el primero.',
    paying:
      'De los que entraron en un mes, cuántos pagaban al final de cada mes desde entonces. El mes 0 es el primero.',
  },
  noStay: 'Ningún negocio entró en los últimos doce meses.',
  joined: 'Entraron',
  since: (months) => `Mes ${months}`,
  standings: { trialing: 'en prueba', active: 'activas', past_due: 'con un pago atrasado', cancelled: 'canceladas' },
}
