import type { EN_CHECK } from './en-check.ts'

export const ES_CHECK: typeof EN_CHECK = {
  title: 'Prueba nocturna',
  lead: 'Cada noche una llamada perdida inventada hace el camino de una real, hasta el texto que saldría. No se escribe a nadie, y no queda nada de ella.',
  good: 'Todo bien',
  goodWords: 'Una llamada perdida tendría respuesta.',
  silentWords: 'El camino está libre. Aún no sale ningún texto, porque están apagados, en pausa o sin aprobar.',
  bad: 'Algo no funciona',
  badWords: (why) => `Terminó aquí: ${why}.`,
  badThen:
    'Quizá las llamadas perdidas no reciban texto hasta que vuelva a funcionar. Queda en el tablero hasta que una prueba halle libre el camino.',
  none: 'Todavía sin probar',
  noneWords: 'La primera prueba es esta noche. También puede probar ahora.',
  lastAt: 'Última prueba',
  took: (length) => `Tardó ${length}.`,
  walked: 'El camino que hizo',
  stations: {
    door: 'Nuestra entrada responde',
    signature: 'Se reconoce la llamada como auténtica',
    directory: 'Se encuentra que el número es suyo',
    answer: 'Quien llama oiría el saludo',
    conversation: 'La llamada abre una conversación',
    text: 'Saldría un texto',
  },
  passed: { good: 'superado', bad: 'terminó aquí', unknown: 'sin alcanzar', off: 'nada que enviar' },
  check: 'Probar ahora',
  checking: 'Probando…',
  failed: 'No se pudo hacer la prueba',
}
