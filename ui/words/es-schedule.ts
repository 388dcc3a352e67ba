import type { EN_SCHEDULE } from './en-schedule.ts'
import type { Wording } from './language.ts'

export const ES_SCHEDULE: Wording<typeof EN_SCHEDULE> = {
  title: 'Agenda',
  lead: (zone) =>
    `Quién sale, cuándo y por cuánto tiempo. De aquí vienen las horas libres, así que a nadie se le promete una hora ocupada. Todas las horas son de ${zone}.`,
  offers: 'Ofrecer horas libres por texto',
  offersOn: 'A quien pide una visita se le ofrecen horas libres y puede tomar una respondiendo.',
  offersOff: 'Los deseos se le pasan a usted, y usted mismo acuerda la hora.',

  crew: 'Quién sale',
  crewLead:
    'Cada persona puede estar en un solo lugar a la vez. Todos trabajan cuando está abierto, salvo que tengan su propio horario.',
  name: 'Nombre',
  ownHours: 'Horario propio',
  ownHoursOn: 'Trabaja en el horario de abajo.',
  ownHoursOff: 'Trabaja cuando está abierto.',
  showHours: (name) => `Horario de ${name}`,
  add: 'Añadir a alguien',
  remove: (name) => `Quitar a ${name}`,
  removeShort: 'Quitar',
  removeHint: 'Las visitas de quien usted quite siguen siendo suyas hasta que usted las mueva o cancele.',
  fresh: 'Nueva persona',

  lengths: 'Cuánto dura todo',
  jobMinutes: 'Una visita dura',
  travelMinutes: 'El camino de ida',
  travelHint: 'Otro tanto queda libre para la vuelta.',
  noticeMinutes: 'Lo más pronto en',
  noticeHint: 'A nadie se le ofrece nada antes.',
  noNotice: 'Enseguida',
  horizonDays: 'Lo más tarde en',
  days: (count) => (count === 1 ? '1 día' : `${count} días`),
  holdMinutes: 'Guardar una hora ofrecida',
  holdHint: 'Todo ese tiempo se guarda para quien la recibió. Después pueden tomarla otros.',
  services: 'Servicios que duran más o menos',
  asUsual: (length) => `Como siempre (${length})`,
  noServices: 'Los servicios de su lista de precios pueden tener su propia duración.',

  off: 'Días libres',
  offLead: 'Días que no son como los demás: cerrado, o con otro horario.',
  holidays: 'Cerrado en días festivos',
  holidaysHint: 'Los feriados federales, y el día en que se observan.',
  day: 'Día',
  thisDay: 'Este día',
  addDay: 'Añadir un día',
  removeDay: (day) => `Quitar ${day}`,

  fees: 'Cargos',
  feesLead: 'Se le dicen al cliente antes de confirmar la visita. Vacío: sin cargo.',
  afterHours: 'Fuera del horario',
  emergency: 'Emergencia',
}
