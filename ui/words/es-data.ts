import type { EN_DATA } from './en-data.ts'

export const ES_DATA: typeof EN_DATA = {
  title: 'Sus datos',
  lead: 'Todo lo que Shoulder guarda de este negocio es suyo. Llévese una copia cuando quiera; con eso no se borra nada.',
  sqlite: 'Descargar como base de datos',
  sqliteHint: 'Un archivo SQLite. Se abre con cualquier visor de bases de datos, como DB Browser for SQLite.',
  ndjson: 'Descargar como archivos de texto',
  ndjsonHint: 'Un archivo ZIP con un archivo por tabla, una línea por fila y una lista de lo que contiene.',
  inside: 'Qué contiene',
  insideWords:
    'Clientes, llamadas, mensajes y correos, clientes potenciales, permisos y bajas, ajustes, precios, sus propios textos y qué pasó y cuándo. Las contraseñas y las claves se quedan aquí y aparecen como retenidas.',
  careful: 'El archivo contiene nombres, números y palabras de sus clientes. Guárdelo donde nadie más pueda leerlo.',
  oneAtATime: 'Una descarga a la vez. Si se interrumpe, empiece de nuevo: no se pierde nada.',
  noted: 'De cada descarga queda anotado quién la hizo.',
  notYours: 'Solo el dueño del negocio puede llevarse una copia.',
  person: 'Descargar lo que tenemos',
  personLabel: (name: string) => `Descargar lo que tenemos sobre ${name}`,
  evidence: 'Descargar las pruebas',
  evidenceLabel: (name) => `Descargar las pruebas sobre los mensajes a ${name}`,
  evidenceHint:
    'Qué se envió y por qué estaba permitido, demostrado por una cadena. Para un abogado, no para el cliente.',
  personHint: 'Para un cliente que pregunta qué sabe usted de él.',
}
