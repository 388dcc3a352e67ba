import type { Scenario } from '../scenario.ts'

export const happyPath: Scenario = {
  name: 'happy-path',
  title: 'Happy path',
  summary: 'A missed call becomes a text, a price, a wish for a visit and a lead, while the technician works on.',
  caller: { line: 'mobile', name: 'Pat Rivers', email: 'pat.rivers@example.com' },
  steps: [
    {
      say: 'Pat calls while the technician’s hands are full.',
      act: async (stage) => {
        await stage.call()
        return 'Nobody answered, and Pat hung up.'
      },
    },
    {
      say: 'Shoulder texts Pat back.',
      act: async (stage) => {
        const { receivedAt } = await stage.awaitText()
        return `The text came ${((receivedAt - stage.calledAt) / 1000).toFixed(1)} s after the call.`
      },
    },
    {
      say: 'Pat asks what it costs.',
      act: async (stage) => {
        await stage.text('How much to fix a water heater that is cold?')
        await stage.awaitText(60)
        return 'The answer names the price from the price book.'
      },
    },
    {
      say: 'Pat wants a visit.',
      act: async (stage) => {
        await stage.text('Sounds fair. Can someone come tomorrow at 9am?')
        await stage.awaitText(60)
        return 'Shoulder takes the wish down and promises nothing yet.'
      },
    },
    {
      say: 'The technician’s phone buzzes.',
      act: async (stage) => {
        await stage.awaitNotice()
        return 'One text says who wants a visit, and when.'
      },
    },
    {
      say: 'The lead stands in GoHighLevel.',
      act: async (stage) => {
        const place = await stage.awaitOpportunity()
        return place
          ? `Its opportunity is in “${place}”.`
          : 'This business has no GoHighLevel, so the board alone has it.'
      },
    },
  ],
}
