import type { FoundWords } from './found-words.ts'

export const FOUND_SPANISH: FoundWords = {
  locale: 'es-US',
  findings: {
    conversion_low: ({ since, hits, of, usual }) =>
      `Menos consultas terminan en cita: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    conversion_under_limit: ({ hits, of, usual }) =>
      `Menos de una cuarta parte de las consultas terminó en cita en siete días: ${hits} de ${of}; lo normal es ${usual}.`,
    reply_low: ({ subject, since, hits, of, usual }) =>
      `Menos clientes${subject ? ` que lo reciben en ${subject}` : ''} responden al primer mensaje: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    price_unbooked: ({ subject, since, hits, of, usual }) =>
      `Casi nadie reserva después de un precio${subject ? ` de ${subject}` : ''}: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    price_slip: ({ subject, since, now, usual }) =>
      `El precio${subject ? ` de ${subject}` : ''} pasó de ${usual} a ${now} el ${since}; parece un error.`,
    delivery_failing: ({ since, hits, of, usual }) =>
      `Más mensajes no llegan: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    opt_outs_high: ({ since, hits, of, usual }) =>
      `Más clientes piden no recibir mensajes: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    texts_late: ({ since, hits, of, usual }) =>
      `Más primeros mensajes salen tarde: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    answers_late: ({ since, hits, of, usual }) =>
      `Más respuestas salen tarde: ${hits} de ${of} desde el ${since}; lo normal es ${usual}.`,
    own_answers_slow: ({ since, now, usual }) =>
      `Los clientes esperan más sus respuestas: unos ${now} minutos desde el ${since}; lo normal es ${usual}.`,
    calls_silent: ({ since, hits, of }) =>
      `Casi no llegan llamadas perdidas: ${hits} desde el ${since}; lo normal serían unas ${of}.`,
    cpl_high: ({ subject, since, hits, of, usual }) =>
      `Los anuncios${subject ? ` de ${subject}` : ''} traen menos contactos por el dinero: ${hits} desde el ${since}; lo normal serían ${of}, a ${usual} cada uno.`,
    cpl_over_limit: ({ hits, now }) => `Un contacto costó más de $30 tres días seguidos: ${hits} contactos por ${now}.`,
    spend_high: ({ since, now, usual }) =>
      `Los anuncios cuestan más que de costumbre: ${now} desde el ${since}; lo normal es ${usual} al día.`,
    ads_lost: ({ since }) => `Google Ads no deja entrar a Shoulder desde el ${since}. Nadie vigila sus anuncios.`,
  },
  causes: {
    price: ({ subject, came, of, expected }) =>
      `El precio dado de ${subject}: reservaron ${came} de ${of} que lo supieron; se esperaban unos ${expected}.`,
    price_slip: ({ subject }) => `Una cifra de más, de menos o cambiada en el precio de ${subject}.`,
    script: ({ subject, came, of, expected }) =>
      `${capital(subject)}: siguieron ${came} de ${of} clientes; se esperaban unos ${expected}.`,
    delivery: ({ subject, came, of }) => `Mensajes que no llegan, porque ${subject}: ${came} de ${of}.`,
    late_answers: ({ came, of }) => `Respuestas que salen tarde: ${came} de ${of}.`,
    late_texts: ({ came, of }) => `Primeros mensajes que salen tarde: ${came} de ${of}.`,
    no_calls: ({ subject, came, expected }) =>
      `No llegan llamadas${subject ? ` ${subject}` : ''}: ${came}; se esperaban unas ${expected}. Puede estar apagado el desvío o el número.`,
    campaign: ({ subject, came, expected }) => `La campaña ${subject}: trajo ${came}; se esperaban unos ${expected}.`,
    ads_lost: () => 'Google retiró el permiso o terminó la sesión.',
    setting: ({ subject }) => `Justo entonces se cambió ${subject}.`,
    segment: ({ subject, came, of, expected }) =>
      `Se nota más ${subject}: ${came} de ${of}; se esperaban unos ${expected}.`,
    everywhere: ({ came, of, expected }) =>
      `Es igual en todas partes, y ningún cambio lo explica: ${came} de ${of}; se esperaban unos ${expected}.`,
  },
  explains: (share) => `Explica el ${share} del cambio.`,
  changed: (day) => `Se cambió el ${day}.`,
  likeliest: (cause) => `Lo más probable: ${cause}`,
  noCause: 'Nada de lo contado lo explica.',
  settings: {
    openingHours: 'su horario',
    schedule: 'su agenda',
    texting: 'el número o proveedor de sus mensajes',
    smsNumber: 'su número',
    primaryPhone: 'su teléfono',
    voice: 'lo que oyen quienes llaman',
    gohighlevel: 'la conexión con GoHighLevel',
    businessName: 'el nombre de su negocio',
  },
  otherSetting: 'un ajuste',
  parts: {
    hour: (value) => `por la ${value}`,
    weekday: (value) => `los ${value}`,
    language: (value) => `con clientes que escriben en ${value}`,
    line: () => 'con teléfonos fijos',
    area: (value) => `con números del código de área ${value.replace('+1', '')}`,
    source: (value) => `con ${value}`,
    campaign: (value) => `en la campaña ${value}`,
    customer: (value) => `con ${value}`,
    service: (value) => `en ${value}`,
    template: (value) => `en ${value}`,
    via: (value) => `por ${value}`,
  },
  values: {
    ...{ night: 'noche', morning: 'mañana', afternoon: 'tarde', evening: 'noche temprana' },
    ...{ sunday: 'domingos', monday: 'lunes', tuesday: 'martes', wednesday: 'miércoles' },
    ...{ thursday: 'jueves', friday: 'viernes', saturday: 'sábados' },
    ...{ 'web:en': 'inglés tras un formulario', 'web:es': 'español tras un formulario' },
    ...{ en: 'inglés', es: 'español', known: 'clientes conocidos', new: 'clientes nuevos' },
    ...{
      missed_call: 'llamadas perdidas',
      google_ads: 'contactos de anuncios',
      web: 'contactos de su sitio',
      text: 'mensajes',
    },
    ...{ gohighlevel: 'GoHighLevel', twilio: 'su número desviado', ghl: 'GoHighLevel' },
  },
  unconfirmed: 'no se sabe nada de ellos',
  texts: {
    missed_call_text: 'el mensaje de llamada perdida',
    web_lead_text: 'la primera respuesta a un formulario',
    price_answer: 'la respuesta con el precio',
    booking_received: 'la respuesta a una reserva',
    question_received: 'la respuesta a una pregunta',
    price_ask_service: 'la pregunta sobre el trabajo',
  },
  otherText: 'un mensaje',
  inLanguages: { en: 'en inglés', es: 'en español' },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
