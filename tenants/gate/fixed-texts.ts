/** The confirmation of STOP, whose contents carriers prescribe. The answer to HELP is held to theirs by its test. */

const UNSUBSCRIBED =
  /\b(?:you(?:'re| are|'ve been| have been)(?: now| successfully)?|successfully|now) (?:unsubscribed|opted out|removed)\b|(?:^|[:.,!-]\s*)(?:unsubscribed|opted out)\b|\bno (?:more|further) (?:texts?|messages?)\b|\bbaja (?:confirmada|registrada)\b|\bno (?:le )?(?:enviaremos|recibir[aá]) (?:m[aá]s|otros) (?:mensajes|textos)\b|\bsin (?:m[aá]s|otros) (?:mensajes|textos)\b|\bcancelad[ao] su suscripci[oó]n\b/i

/** Whether a text tells somebody that they are unsubscribed and get nothing more. */
export function saysUnsubscribed(text: string): boolean {
  return UNSUBSCRIBED.test(text)
}
