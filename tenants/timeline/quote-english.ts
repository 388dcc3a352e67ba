/** How the texts about one job's price are called. */
export const QUOTE_TEXTS_ENGLISH: Record<string, string> = {
  quote_ask_what: 'the question what is to be done',
  quote_ask_where: 'the question where the job is',
  quote_ask_when: 'the question how soon it is needed',
  quote_passed_on: 'the news that you set the price',
  quote_text: 'the estimate',
  quote_followup: 'the reminder of the estimate',
}
