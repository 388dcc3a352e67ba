import type { AnswersWords } from './en-answers.ts'

export const ES_ANSWERS: AnswersWords = {
  title: 'Respuestas',
  lead: 'Lo que sus propios textos responden del todo, lo responden ellos: precios de su lista, visitas, emergencias, STOP. Aquí se trata de todo lo demás que pregunta la gente.',
  who: 'Quién redacta esas respuestas',
  choices: {
    template: {
      label: 'Solo sus textos',
      hint: 'Lo que no pueden responder se le pasa a usted, y así se le dice al cliente.',
    },
    model: {
      label: 'Ayuda un modelo de lenguaje',
      hint: 'Responde con su perfil y su lista de precios. Lo que escribe se revisa antes de salir; si tarda, o dice algo que no se puede comprobar, sale su propio texto.',
    },
  },
  noModel: 'Aquí no hay ningún modelo de lenguaje, así que en los dos casos responden sus textos.',
  never: 'Lo que nunca cambia',
  nevers: {
    prices: 'Solo se dicen cantidades de su lista de precios, siempre como estimación. Sin descuentos ni promesas.',
    times: 'Una visita solo se ofrece a una hora que está libre.',
    optOut: 'STOP lo termina al momento, y ningún modelo lo lee. El primer texto dice cómo parar.',
    disclosure: 'El primer texto dice que es automático, y nadie se hace pasar por una persona.',
    data: 'Los nombres conocidos, teléfonos y direcciones se ocultan antes de que un modelo lea algo.',
  },
  previews: { missed_call_text: 'El primer texto, como sale hoy', price_answer: 'Un precio, como se dice hoy' },
  previewFailed: 'El ejemplo no se puede mostrar ahora mismo.',
}
