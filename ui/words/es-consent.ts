import type { ConsentWords } from './en-consent.ts'

export const ES_CONSENT: ConsentWords = {
  title: 'Cómo aceptan un mensaje',
  lead: 'Es lo que usted dice a las operadoras y en su página pública, así que lo cumplimos en cada llamada.',
  mode: 'La forma de aceptar',
  modes: {
    spoken_notice: 'Oyen un aviso',
    press_1: 'Marcan 1',
    spoken_yes: 'Dicen que sí',
    implied_single: 'Solo llamaron',
  },
  means: {
    spoken_notice:
      'Quien no fue atendido recibe un mensaje sobre su llamada; quien oyó el aviso, también sobre la visita.',
    press_1:
      'Solo se escribe a quien marca 1; de los demás, y de las llamadas que no llegan a nuestro número, se le avisa enseguida.',
    spoken_yes:
      'Solo se escribe a quien dice que sí; de los demás, y de las llamadas que no llegan a nuestro número, se le avisa enseguida.',
    implied_single: 'Quien no fue atendido recibe un mensaje sobre su llamada, y ningún otro si no contesta.',
  },
  hears: {
    spoken_notice: 'Oyen que usted no puede contestar, que puede llegar un mensaje y que STOP lo termina.',
    press_1: 'Oyen de qué trata el mensaje, qué puede costar y que STOP lo termina, y se les pide que marquen 1.',
    spoken_yes: 'Oyen de qué trata el mensaje, qué puede costar y que STOP lo termina, y se les pide un sí.',
    implied_single: 'Oyen que usted no puede contestar, que puede llegar un mensaje y que STOP lo termina.',
  },
  recorded: 'En todas oyen también que un recado se graba y puede ser transcrito.',
  askOther: 'Pida el cambio a quien abrió su cuenta: debe ser lo que las operadoras aprobaron.',
  greeting: 'El saludo de su propio buzón de voz, palabra por palabra',
  greetingHint:
    'Solo si su propio buzón toma las llamadas, como con un número de GoHighLevel, y solo para el aviso: escriba lo que se oye allí. Debe hablar de mensajes de texto y de STOP. Déjelo vacío si no lo hace.',
  greetingFault: 'Estas palabras no avisan de un mensaje de texto ni de STOP, así que no son un aviso.',
}
