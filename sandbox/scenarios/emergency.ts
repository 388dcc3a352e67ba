import type { Scenario } from '../scenario.ts'

export const emergency: Scenario = {
  name: 'emergency',
  title: 'Emergency',
  summary: 'A caller smells gas: safety advice comes first, and the technician is alerted at once.',
  caller: { line: 'mobile', name: 'Alex Moreno' },
  steps: [
    {
      say: 'Alex calls and hangs up.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call like any other, so far.'
      },
    },
    {
      say: 'Shoulder texts Alex back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'It asks what the matter is.'
      },
    },
    {
      say: 'Alex smells gas.',
      act: async (stage) => {
        await stage.text('I smell gas in the kitchen, what should I do?')
        await stage.awaitText(30)
        return 'The first thing Alex reads is what keeps people safe.'
      },
    },
    {
      say: 'The technician is alerted.',
      act: async (stage) => {
        await stage.awaitNotice(30)
        return 'The text begins with EMERGENCY.'
      },
    },
    {
      say: 'The technician rings Alex.',
      act: async (stage) => {
        await stage.ringBack()
        return 'They talk. The rest is between people.'
      },
    },
  ],
}
