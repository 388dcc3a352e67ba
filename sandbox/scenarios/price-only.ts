import type { Scenario } from '../scenario.ts'

export const priceOnly: Scenario = {
  name: 'price-only',
  title: 'Price only',
  summary: 'A caller asks for a price, hears it and says no; nobody is pestered afterwards.',
  caller: { line: 'mobile', name: 'Sam Ortiz' },
  steps: [
    {
      say: 'Sam calls and leaves a voicemail.',
      act: async (stage) => {
        await stage.call('voicemail')
        return 'The voicemail waits, and Shoulder knows of the call.'
      },
    },
    {
      say: 'Shoulder texts Sam back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'One text, with a way to opt out.'
      },
    },
    {
      say: 'Sam asks for a price.',
      act: async (stage) => {
        await stage.text('What do you charge for a clogged drain?')
        await stage.awaitText(60)
        return 'The price comes from the price book, as an estimate.'
      },
    },
    {
      say: 'Sam declines.',
      act: async (stage) => {
        await stage.text('Too much for me, no thanks.')
        await stage.awaitNotice()
        return 'The technician is told that there is nothing to do.'
      },
    },
    {
      say: 'Nothing more is sent to Sam.',
      act: async (stage) => {
        await stage.staySilent(8)
        return 'Eight seconds later, still quiet.'
      },
    },
  ],
}
