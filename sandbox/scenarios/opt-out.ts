import type { Scenario } from '../scenario.ts'

export const optOut: Scenario = {
  name: 'opt-out',
  title: 'Opt-out',
  summary: 'STOP ends all texts at once, and a later missed call goes to the technician instead.',
  caller: { line: 'mobile', name: 'Kim Nguyen' },
  steps: [
    {
      say: 'Kim calls and hangs up.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call.'
      },
    },
    {
      say: 'Shoulder texts Kim back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'The text says how to opt out.'
      },
    },
    {
      say: 'Kim answers STOP.',
      act: async (stage) => {
        await stage.text('STOP')
        const answer = await stage.awaitText(15)
        return answer.by === 'twilio' ? 'Twilio confirms it, once.' : 'It is confirmed, once.'
      },
    },
    {
      say: 'Kim calls again.',
      act: async (stage) => {
        await stage.call()
        return 'Another missed call, from somebody who wants no texts.'
      },
    },
    {
      say: 'The technician hears of it instead.',
      act: async (stage) => {
        await stage.awaitNotice(90)
        return 'The notice asks to call back.'
      },
    },
    {
      say: 'Kim gets no text.',
      act: async (stage) => {
        await stage.staySilent(6)
        return 'Kim’s phone stays quiet.'
      },
    },
  ],
}
