import type { EN_VOICE } from './en-voice.ts'

export const ES_VOICE: typeof EN_VOICE = {
  title: 'Llamadas',
  lead: (number) => `Qué pasa con quien llama al ${number}, su número con nosotros, antes y después del tono.`,
  ringFirst: 'Su teléfono suena primero',
  choices: {
    never: {
      label: 'Nunca',
      hint: 'Quien llama oye el saludo enseguida. Lo indicado si su propio teléfono nos desvía las llamadas.',
    },
    open: { label: 'Mientras está abierto', hint: 'Fuera de su horario se oye el saludo enseguida.' },
    always: { label: 'A cualquier hora', hint: 'De día y de noche.' },
  },
  rings: (phone) => `El que suena es el ${phone}.`,
  ringsChange: 'Cambiarlo en Negocio',
  ringS: 'Suena durante',
  seconds: 's',
  ringHint: 'Entre 10 y 40 segundos; 20 son unos cuatro timbres.',
  pressTitle: 'Solo la tecla 1 acepta una llamada',
  press: 'Usted ve quién llama. Al descolgar oye esto, y se conecta cuando marca 1:',
  pressWhy:
    'Su buzón también descuelga y no marca nada: no le quita ninguna llamada. Quien llama sigue oyendo el timbre, luego el saludo, y recibe un texto como cualquier llamada perdida.',
  noForwarding: (number) =>
    `Dé el ${number} como su número y apague en su teléfono el desvío hacia él: lo que nos devuelva se rechaza como ocupado.`,
  messages: 'Mensajes de voz',
  records: 'Quien llama puede dejar un mensaje',
  recordsOn: 'Se avisa de que se graba. Usted lo oye en la conversación.',
  recordsOff: 'Tras el saludo nos despedimos. No se graba nada.',
  keep: 'Las grabaciones y fotos se guardan',
  keepDays: { '7': '7 días', '30': '30 días', '90': '90 días' },
  keepHint: 'Después se borran aquí y en Twilio. Si acorta el plazo, lo más antiguo se borra la noche siguiente.',
  hears: 'Qué oye quien llama',
  hearsLead: (language) => `Quien le llama lo oye en ${language}.`,
  languages: { en: 'inglés', es: 'español' },
  languageOf: 'Idioma de la muestra',
  tone: 'Luego el tono y su mensaje.',
  consent: 'El aviso sobre los textos depende de cómo los aceptan quienes llaman.',
  consentLink: 'Ver cómo los aceptan',
  forwarding: 'Qué teléfono desvía',
  forwardingLead: (phone, number) =>
    `Su teléfono, ${phone}, desvía al ${number} las llamadas que usted no toma. Pruébelo cada vez que cambie de compañía.`,
  forwardingReadOnly: 'El dueño puede probarlo aquí.',
}
