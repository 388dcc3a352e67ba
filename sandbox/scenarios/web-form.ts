import type { Scenario } from '../scenario.ts'

export const webForm: Scenario = {
  name: 'web-form',
  title: 'Web form',
  summary: 'Somebody fills in the form on the business’s site and is answered like a missed caller.',
  caller: { line: 'mobile', name: 'Ada Quill', email: 'ada.quill@example.com' },
  steps: [
    {
      say: 'Ada fills in the form on the site and asks for a price.',
      act: async (stage) => {
        await stage.fillForm('How much to clear a drain in the kitchen?')
        return 'The words beside the button are her consent, and her own are her first message.'
      },
    },
    {
      say: 'Shoulder texts Ada.',
      act: async (stage) => {
        const { receivedAt } = await stage.awaitText()
        return `The answer came ${((receivedAt - stage.calledAt) / 1000).toFixed(1)} s after she began to fill it in.`
      },
    },
    {
      say: 'Ada wants a visit.',
      act: async (stage) => {
        await stage.text('Can someone come tomorrow at 10am?')
        await stage.awaitText(60)
        return 'From here on it goes as after a call.'
      },
    },
    {
      say: 'The technician’s phone buzzes.',
      act: async (stage) => {
        await stage.awaitNotice()
        return 'One text says who wants a visit.'
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
