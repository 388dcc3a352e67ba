type Hint = { en: string; es: string }

const hints = {
  how_to_dial: {
    en:
      'Dial each code like a phone number on the phone itself, press call, wait for a tone or a message, and hang up. ' +
      'You need mobile reception; Wi-Fi calling may not be enough.',
    es:
      'Marque cada código como un número en el mismo teléfono, presione llamar, espere un tono o un mensaje y cuelgue. ' +
      'Necesita señal móvil; la llamada por Wi-Fi puede no bastar.',
  },
  voicemail_gone: {
    en:
      'Missed calls then come to us instead of your carrier’s voicemail. Switching forwarding off does not always bring ' +
      'that voicemail back by itself.',
    es:
      'Las llamadas perdidas llegarán a nosotros y no al buzón de su operador. Al apagar el desvío, ese buzón no siempre ' +
      'vuelve solo.',
  },
  unconfirmed: {
    en: 'Your carrier does not publish these codes, so they are not confirmed. The test call below tells whether they work.',
    es: 'Su operador no publica estos códigos, así que no están confirmados. La llamada de prueba dirá si funcionan.',
  },
  no_gsm: {
    en: 'Codes with # do not work on this network. *71 forwards calls that are busy or not answered, and no others.',
    es: 'Los códigos con # no sirven en esta red. *71 desvía solo las llamadas ocupadas o no contestadas.',
  },
  not_in_settings: {
    en: 'The forwarding switch in an iPhone’s settings does not work with this carrier; use the code.',
    es: 'El interruptor de desvío en los ajustes del iPhone no funciona con este operador; use el código.',
  },
  att_other_codes: {
    en:
      'AT&T’s own pages disagree. If these are refused, dial *92{N} for no answer and *90{N} for busy; *93 and *91 ' +
      'switch those off.',
    es:
      'Las páginas de AT&T no coinciden. Si estos códigos fallan, marque *92{N} para no contestadas y *90{N} para ' +
      'ocupado; *93 y *91 los apagan.',
  },
  query_gsm: {
    en: 'To see what is set, dial *#61# (no answer), *#67# (busy) and *#62# (unreachable).',
    es: 'Para ver lo que está activo, marque *#61# (no contestadas), *#67# (ocupado) y *#62# (sin señal).',
  },
  one_by_one: {
    en: 'Dial all three, one after the other: the shortcut for all at once can show success and set only one of them.',
    es: 'Marque los tres, uno tras otro: el atajo para todos puede mostrar éxito y activar solo uno.',
  },
  tmobile_delay: {
    en: 'To let it ring longer, dial **61*1{N}**30#. Use 5 to 30 seconds, in steps of 5.',
    es: 'Para que suene más tiempo, marque **61*1{N}**30#. Puede usar de 5 a 30 segundos, de 5 en 5.',
  },
  tmobile_voicemail: {
    en: 'To get your carrier’s voicemail back later, forward to its number, +1 805 637 7243, in the same way.',
    es: 'Para recuperar después el buzón del operador, desvíe del mismo modo a su número, +1 805 637 7243.',
  },
  uscellular_moves: {
    en: 'This network is being moved to T-Mobile. If the codes fail, go back and choose T-Mobile.',
    es: 'Esta red está pasando a T-Mobile. Si los códigos fallan, vuelva y elija T-Mobile.',
  },
  fi_settings_first: {
    en:
      'First try your phone’s own settings: Phone app, Settings, Calls, Call forwarding, and enter {number} for busy, ' +
      'unanswered and unreachable. The codes are the second way.',
    es:
      'Primero pruebe los ajustes del teléfono: app Teléfono, Ajustes, Llamadas, Desvío de llamadas, y ponga {number} ' +
      'para ocupado, no contestadas y sin señal. Los códigos son la segunda opción.',
  },
  boost_cores: {
    en: 'Boost runs on different networks. If these are refused, dial *71{N}.',
    es: 'Boost usa varias redes. Si estos códigos fallan, marque *71{N}.',
  },
  landline_tone: {
    en:
      'Some lines give a second dial tone before the number, some want # at the end, and some want the call answered or ' +
      'repeated within two minutes.',
    es:
      'Algunas líneas dan un segundo tono antes del número, otras piden # al final y otras que la llamada se conteste ' +
      'o se repita en dos minutos.',
  },
  landline_rings: {
    en: 'How often it rings before it is forwarded is set in your provider’s portal. Four rings are a good choice.',
    es: 'Cuántas veces suena antes del desvío se fija en el portal de su proveedor. Cuatro timbres son buena opción.',
  },
  landline_off_busy: {
    en: '*93 switches forwarding of unanswered calls off, *91 that of busy ones.',
    es: '*93 apaga el desvío de las no contestadas y *91 el de las ocupadas.',
  },
  voip_portal: {
    en:
      'There are no codes to dial. In your provider’s portal or app set “forward when busy, unanswered or unreachable” ' +
      'to {number}. Then test it below.',
    es:
      'No hay códigos que marcar. En el portal o la app de su proveedor ponga «desviar si está ocupado, no contesta o ' +
      'sin señal» a {number}. Después pruébelo abajo.',
  },
} satisfies Record<string, Hint>

export type HintName = keyof typeof hints

export const HINTS: Record<HintName, Hint> = hints
