import type { Scenario } from '../scenario.ts'

export const googleLead: Scenario = {
  name: 'google-lead',
  title: 'Google lead',
  summary:
    'Somebody fills in the form below an advertisement, asks for a price and a time, and has a visit by one yes.',
  caller: { line: 'mobile', name: 'Nora Field', email: 'nora.field@example.com' },
  steps: [
    {
      say: 'Nora fills in the form below the advertisement.',
      act: async (stage) => {
        await stage.fillAdvertisement('How much is a drain clearing, and can you come tomorrow at 2pm?')
        return 'Google posts it with the key of this business, and nothing of it is signed.'
      },
    },
    {
      say: 'Shoulder texts Nora the price and a time, and she takes it.',
      act: async (stage) => {
        const { body, receivedAt } = await stage.awaitText()
        // Where tomorrow is a day off, a list comes in place of the one time.
        await stage.text(body.includes('1)') ? '1' : 'YES')
        return `Both came in one text, ${((receivedAt - stage.calledAt) / 1000).toFixed(1)} s after she had sent it.`
      },
    },
    {
      say: 'Shoulder says that the visit is set.',
      act: async (stage) => {
        await stage.awaitText(60)
        return 'It stands in both calendars.'
      },
    },
    {
      say: 'The technician’s phone buzzes.',
      act: async (stage) => {
        await stage.awaitNotice()
        return 'One text says who wants a visit and when.'
      },
    },
    {
      say: 'The lead stands in GoHighLevel.',
      act: async (stage) => {
        const place = await stage.awaitOpportunity()
        return place
          ? `Its opportunity is in “${place}”; which advertisement it came from is kept with the lead.`
          : 'This business has no GoHighLevel, so the board alone has it.'
      },
    },
  ],
}
