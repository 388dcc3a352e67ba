/** How the end of a conversation is called. */

export const OUTCOMES_EN: Record<string, string> = {
  answered: 'Closed: the caller was answered.',
  booked: 'Closed: a visit is agreed.',
  visit_wanted: 'Closed: the customer wants a visit.',
  declined: 'Closed: the customer needs nothing more.',
  opted_out: 'Closed: the customer wants no more messages.',
  no_reply: 'Closed: nothing came back for three days.',
  taken_over: 'Closed: you had the conversation, and it went quiet.',
  unreachable: 'Closed: the caller cannot get texts or e-mail from us.',
  wrong_number: 'Closed: it was the wrong number.',
  spam: 'Closed: it was spam.',
  too_old: 'Closed: we heard of the call too late to text.',
  known: 'Closed: it is somebody you know.',
  held_back: 'Closed: the call was held back.',
  merged: 'Closed: two records were the same person.',
}

export const OUTCOMES_ES: Record<string, string> = {
  answered: 'Cerrado: se atendió la llamada.',
  booked: 'Cerrado: hay una visita acordada.',
  visit_wanted: 'Cerrado: el cliente quiere una visita.',
  declined: 'Cerrado: el cliente ya no necesita nada.',
  opted_out: 'Cerrado: el cliente no quiere más mensajes.',
  no_reply: 'Cerrado: no hubo respuesta en tres días.',
  taken_over: 'Cerrado: usted tenía la conversación y quedó en silencio.',
  unreachable: 'Cerrado: no podemos escribirle por mensaje ni por correo.',
  wrong_number: 'Cerrado: era un número equivocado.',
  spam: 'Cerrado: era spam.',
  too_old: 'Cerrado: supimos de la llamada demasiado tarde.',
  known: 'Cerrado: es alguien conocido.',
  held_back: 'Cerrado: la llamada se retuvo.',
  merged: 'Cerrado: dos registros eran la misma persona.',
}
