/**
 * What a text says to a plan that is offered or stands. A yes has to be said in so many words, since it may bind
 * somebody; an end counts in any wording, since nobody may be kept in a plan by how they put it.
 */
export type PlanAnswer = 'yes' | 'no' | 'end'

const POLITE = String.raw`(?:[\s,.!]+(?:please|thanks|thank you|sir|ma'?am|por favor|gracias|señor|señora|i agree|i accept|acepto|to the terms|las condiciones))*[\s.!👍]*`
const YES = new RegExp(
  String.raw`^\s*["']?(?:yes|y|yes,? i (?:do|agree|accept)|i (?:do )?(?:agree|accept)|agreed|accepted|s[ií]|s[ií],? (?:acepto|quiero|de acuerdo)|acepto|de acuerdo)["']?${POLITE}$`,
  'iu',
)
const NO = new RegExp(
  String.raw`^\s*["']?(?:no|nope|nah|no,? (?:i'm good|im good|we're good|not (?:now|today|interested))|not (?:now|interested)|no me interesa)["']?${POLITE}$`,
  'iu',
)

const PLAN = String.raw`(?:plan|contract|membership|agreement|maintenance|renewal|subscription|contrato|mantenimiento|membres[ií]a|renovaci[oó]n|suscripci[oó]n)`
const ENDS: readonly RegExp[] = [
  /\b(?:no|not|without|stop|sin) (?:the |my |la |mi |auto(?:matic)?[ -]?)*(?:renewal|renewing|renovaci[oó]n|renovar(?:lo|me)?)\b/iu,
  /\b(?:do not|don'?t|dont|won'?t|will not|not going to|never) (?:want to )?(?:auto(?:matically)?[ -]?)?renew\b/iu,
  /\bno (?:lo |quiero |me |se |quiero que se )*renueven?\b|\bno (?:quiero |lo )*renovar/iu,
  new RegExp(
    String.raw`\b(?:cancel|end|stop|terminate|drop|quit|close|get out of|opt out of|cancele?|cancelar|termin(?:ar|e)|anul(?:ar|e)|dar de baja)\b[^.!?\n]{0,24}\b${PLAN}\b`,
    'iu',
  ),
  new RegExp(String.raw`\b${PLAN}\b[^.!?\n]{0,12}\b(?:cancel(?:led|ed|ado)?|cancelar|off|over)\b`, 'iu'),
]
/** "Don't cancel my plan" wants the contrary; a question wants an answer first. */
const KEEPS =
  /\b(?:do not|don'?t|dont|never|not|rather than|instead of|no)\s+(?:\w+\s+){0,2}(?:cancel|end|stop|terminate|drop|cancele|cancelar)\b/iu

export function readPlanAnswer(text: string): PlanAnswer | null {
  const line = text.replaceAll(/[‘’]/gu, "'").trim()
  if (YES.test(line)) return 'yes'
  if (NO.test(line)) return 'no'
  if (line.includes('?') || KEEPS.test(line)) return null
  return ENDS.some((pattern) => pattern.test(line)) ? 'end' : null
}
