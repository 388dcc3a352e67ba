import type { CrmConflictFact } from './work-event.ts'

/** What both sides changed, for whoever has to look at it. Moments stand beside the sentence, not in it. */
export type ConflictTold = Omit<CrmConflictFact, 'type'>

type Language = 'en' | 'es'
type Side = (names: Record<string, string>, side: string) => string

/** `completed:45050` is a status with what the job brought in. */
const statusOf: Side = (names, side) => names[side.split(':')[0] ?? ''] ?? side

const VISIT: Record<Language, Record<string, string>> = {
  en: { cancelled: 'called off', completed: 'done', no_show: 'a no-show' },
  es: { cancelled: 'cancelada', completed: 'hecha', no_show: 'sin presentarse' },
}

/** A visit's side is an instant or a status; see apply-crm-visit.ts. */
const visitOf = (language: Language, side: string) =>
  VISIT[language][side] ?? (language === 'en' ? 'at another time' : 'a otra hora')

export function describeConflict(
  { what, ours, theirs, winner }: ConflictTold,
  who: string,
  names: Record<string, string>,
  language: Language,
): string {
  const isOurs = winner === 'ours'
  if (language === 'en') {
    const counts = isOurs ? 'Shoulder’s counts, as the later one.' : 'GoHighLevel’s counts, as the later one.'
    switch (what) {
      case 'lead':
        return `${who} was moved to ${statusOf(names, ours)} here and to ${statusOf(names, theirs)} in GoHighLevel. ${counts}`
      case 'visit':
        return `The visit of ${who} is ${visitOf('en', ours)} here and ${visitOf('en', theirs)} in GoHighLevel. ${isOurs ? 'Ours counts.' : 'Theirs counts.'}`
      case 'entry':
        return `An appointment of ${who} was entered in GoHighLevel at a time that is taken here. It is none of your visits.`
      case 'calendar':
        return `At the time of the visit of ${who} another appointment stands in GoHighLevel. Both stay; move one of them.`
      case 'blocked':
        return `Time during the visit of ${who} is blocked in GoHighLevel. The visit stays; move it, or free the time there.`
      case 'doubled_visits':
        return `Two records of ${who} were one person, and each had a visit. Keep one of them, or both.`
      case 'doubled_plans':
        return `Two records of ${who} were one person, and each had a maintenance plan. Keep one of them, or both.`
      case 'texts':
        return `Somebody allowed texts to ${who} in GoHighLevel, who opted out. They stay opted out until they text START.`
      case 'card':
        return `The card of ${who} was set to ${theirs} in GoHighLevel, and their visit stands. End it here if nobody is to drive.`
      case 'address':
        return `The address of ${who} is ${ours} here and ${theirs} in GoHighLevel. ${counts}`
      case 'phone':
        return `GoHighLevel says that ${who} has the number …${theirs}, which is another customer’s. …${ours} stays until one of them is corrected.`
    }
  }
  const counts = isOurs ? 'Cuenta lo de Shoulder, que fue después.' : 'Cuenta lo de GoHighLevel, que fue después.'
  switch (what) {
    case 'lead':
      return `${who} pasó a ${statusOf(names, ours)} aquí y a ${statusOf(names, theirs)} en GoHighLevel. ${counts}`
    case 'visit':
      return `La visita de ${who} está ${visitOf('es', ours)} aquí y ${visitOf('es', theirs)} en GoHighLevel. ${isOurs ? 'Cuenta la nuestra.' : 'Cuenta la de allí.'}`
    case 'entry':
      return `En GoHighLevel se anotó una cita de ${who} a una hora que aquí está ocupada. No está entre sus visitas.`
    case 'calendar':
      return `A la hora de la visita de ${who} hay otra cita en GoHighLevel. Las dos siguen; mueva una.`
    case 'blocked':
      return `En GoHighLevel está bloqueado tiempo de la visita de ${who}. La visita sigue; muévala o libere ese tiempo allí.`
    case 'doubled_visits':
      return `Dos registros de ${who} eran la misma persona, y cada uno tenía una visita. Conserve una, o las dos.`
    case 'doubled_plans':
      return `Dos registros de ${who} eran la misma persona, y cada uno tenía un plan. Conserve uno, o los dos.`
    case 'texts':
      return `Alguien permitió en GoHighLevel textos a ${who}, que pidió no recibirlos. Sigue así hasta que escriba START.`
    case 'card':
      return `La tarjeta de ${who} pasó a ${theirs === 'lost' ? 'perdida' : 'completada'} en GoHighLevel, y la visita sigue. Termínela aquí si nadie va.`
    case 'address':
      return `La dirección de ${who} es ${ours} aquí y ${theirs} en GoHighLevel. ${counts}`
    case 'phone':
      return `GoHighLevel dice que ${who} tiene el número …${theirs}, que es de otro cliente. Sigue …${ours} hasta que se corrija uno.`
  }
}
