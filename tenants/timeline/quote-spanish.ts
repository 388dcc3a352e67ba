/** How the texts about one job's price are called. */
export const QUOTE_TEXTS_SPANISH: Record<string, string> = {
  quote_ask_what: 'la pregunta qué hay que hacer',
  quote_ask_where: 'la pregunta dónde es el trabajo',
  quote_ask_when: 'la pregunta para cuándo',
  quote_passed_on: 'el aviso de que usted pone el precio',
  quote_text: 'el estimado',
  quote_followup: 'el recordatorio del estimado',
}
