import type { Scenario } from '../scenario.ts'

export const spanish: Scenario = {
  name: 'spanish',
  title: 'Spanish',
  summary: 'The caller writes Spanish, and Shoulder answers in Spanish from then on.',
  caller: { line: 'mobile', name: 'Lucía Herrera' },
  steps: [
    {
      say: 'Lucía calls and hangs up.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call; nobody knows her language yet.'
      },
    },
    {
      say: 'Shoulder texts Lucía back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'In English, since nothing says otherwise.'
      },
    },
    {
      say: 'Lucía asks for a price in Spanish.',
      act: async (stage) => {
        await stage.text('Hola, ¿cuánto cuesta reparar el calentador de agua?')
        await stage.awaitText(60)
        return 'The price comes in Spanish.'
      },
    },
    {
      say: 'Lucía asks for a visit.',
      act: async (stage) => {
        await stage.text('¿Puede venir mañana a las 10 de la mañana?')
        await stage.awaitText(60)
        return 'So does the answer to her wish.'
      },
    },
    {
      say: 'The technician’s phone buzzes.',
      act: async (stage) => {
        await stage.awaitNotice()
        return 'In the technician’s language, with Lucía’s own words.'
      },
    },
  ],
}
