import { ScenarioFailed, type Scenario } from '../scenario.ts'

const DOWN_S = 20
/** The outage begins so long before the text falls due, so that the text runs into it. */
const LEAD_MS = 8000

export const everythingDown: Scenario = {
  name: 'everything-down',
  title: 'Everything down',
  summary: 'All providers fail for 20 seconds just when the text is due; it arrives afterwards, once.',
  caller: { line: 'mobile', name: 'Robin Vance' },
  steps: [
    {
      say: 'Robin calls and hangs up.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call. The text is planned.'
      },
    },
    {
      say: 'Every provider goes down.',
      act: async (stage) => {
        await stage.wait(Math.max(0, stage.textAfterMs - LEAD_MS))
        await stage.breakEverything(DOWN_S)
        return `Twilio, GoHighLevel and the mail answer 503 for ${DOWN_S} s.`
      },
    },
    {
      say: 'The text falls due, fails, and is tried again.',
      act: async (stage) => {
        await stage.staySilent(DOWN_S)
        return 'Nothing got through while the providers were down.'
      },
    },
    {
      say: 'The providers recover.',
      act: async (stage) => {
        await stage.awaitText(90)
        return 'The text arrives.'
      },
    },
    {
      say: 'It arrives once.',
      act: async (stage) => {
        await stage.staySilent(12)
        const count = await stage.countTexts()
        if (count !== 1) throw new ScenarioFailed(`Robin got ${count} texts.`)
        return 'One text, in spite of all attempts.'
      },
    },
  ],
}
