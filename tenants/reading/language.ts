import { normalise, type Normalised } from './normalise.ts'

export type Language = 'en' | 'es'

const SPANISH = new Set(
  (
    'a al algo alguien ahora ahorita alto ano arregla arreglar aqui asi ayuda baja bano barato basta bien borren bueno buenas buenos ' +
    'buen busco calentador caro casa cita claro cobra cobran como compania con costo cual cuando cuanto cuantos cuesta da dan dar de deja dejen del dejenme ' +
    'desde despues detener dia dias dinero direccion disponible domingo donde drenaje el ella ellos en entendido eres es esa ese eso esta ' +
    'estan estas este esto estoy favor fuga gas gracias ha hace hacen hasta hay hola hora hoy jueves la las le les licencia listo llame ' +
    'llamar lo los luego lunes luz mal mande manden manana martes mas me mensaje mensajes mi miercoles mis momento muchas muy nada ' +
    'nadie necesito ningun noche nos numero o otra otro para parar pero persona plomero podria por porque precio presupuesto pueda puede ' +
    'pueden que quien quiero quisiera sabado se senor senora ser si sin sirve sobre son soy su sus tarde tarjeta te tengo tiene tienen todo ' +
    'tu un una urgente usted ustedes va venga vengan venir vez viene viernes visita vive y ya yo equivocado cotizacion perfecto vale dale ' +
    'fregadero lavabo lavaplatos regadera ducha desague tuberia caneria cisterna destapar destape instalar ' +
    'encontre interesa agua techo tubo inodoro escriban estimado abren aceptan aceptar hablan garantia sale igualmente amable equivoco ' +
    'enchufe cortocircuito calefaccion lavadora gotera tapado tapada arreglan instalan'
  ).split(' '),
)
const ENGLISH = new Set(
  (
    'a about after all am an and any are as at available back be but by call can come could day did do does for free from get ' +
    'go good got had has have he help here him how i if in is it just know leaking let like look make me message messages more much my need ' +
    'new not now number of off on one or our out over please price quote send service she so someone soon stop text thank ' +
    'thanks that the them there they this time to today toilet tomorrow unsubscribe up us very want was water we what when where who ' +
    'why will with work works would wrong yes you your fix heater sink cost estimate morning afternoon stopped'
  ).split(' '),
)
const SPANISH_SIGN = /[ñ¿¡]/i
const SPANISH_SIGN_WEIGHT = 2
/**
 * Words of French, Portuguese and Italian that are not Spanish. These languages share their small words with it, so
 * each of their own outweighs two of those.
 */
const AKIN = new Set(
  (
    'je vous nous mon ma est sont pas pour avec chez dans sous du au aux et ou une cette ca qui quoi quel quelle bonjour bonsoir ' +
    'merci oui demain matin soir combien voudrais pouvez avez etes faut fuite eau evier chauffe robinet toilettes devis panne ' +
    'rendez urgence semaine prix aujourd rappeler suis ne voce voces nao meu minha obrigado obrigada amanha um uma ao pia ' +
    'encanador torneira vazamento vaso banheiro entupido entupir desentupir orcamento gostaria quem qual estou tem sem pode podem ' +
    'consertar em ciao buongiorno il gli della chi costa vorrei grazie domani mattina stasera perdita lavandino rubinetto ' +
    'scaldabagno bagno riscaldamento riparare preventivo puo potete avete non ho questa ieri'
  ).split(' '),
)
const AKIN_WEIGHT = 2

/** The language of a text. English where nothing tells, since the first text went out in English. */
export function readLanguage(raw: string, text: Normalised): Language {
  return weigh(raw, text) > 0 ? 'es' : 'en'
}

/** The same for words that came before any text of ours: null where nothing tells. */
export function tellLanguage(raw: string): Language | null {
  const weight = weigh(raw, normalise(raw))
  if (weight === 0) return null
  return weight > 0 ? 'es' : 'en'
}

function weigh(raw: string, text: Normalised): number {
  let spanish = SPANISH_SIGN.test(raw) ? SPANISH_SIGN_WEIGHT : 0
  let english = 0
  let akin = 0
  for (const word of text.words) {
    if (SPANISH.has(word)) spanish += 1
    if (ENGLISH.has(word)) english += 1
    if (AKIN.has(word)) akin += AKIN_WEIGHT
  }
  const weight = Math.max(0, spanish - akin) - english
  // What is told more by words of a third language tells neither.
  return weight < 0 && akin >= english ? 0 : weight
}
