import type { Scenario } from '../scenario.ts'
import { ScenarioFailed } from '../scenario.ts'

export const threeRedials: Scenario = {
  name: 'three-redials',
  title: 'Three redials',
  summary: 'Somebody impatient calls three times within seconds and still gets one text.',
  caller: { line: 'mobile', name: 'Chris Baker' },
  steps: [
    {
      say: 'Chris calls.',
      act: async (stage) => {
        await stage.call()
        return 'No answer.'
      },
    },
    {
      say: 'Chris calls again.',
      act: async (stage) => {
        await stage.pause(1)
        await stage.call('busy')
        return 'The line is busy.'
      },
    },
    {
      say: 'Chris calls a third time.',
      act: async (stage) => {
        await stage.pause(1)
        await stage.call()
        return 'No answer again.'
      },
    },
    {
      say: 'Shoulder texts Chris back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'One text.'
      },
    },
    {
      say: 'It stays at one.',
      act: async (stage) => {
        await stage.staySilent(stage.textAfterMs / 1000)
        const count = await stage.countTexts()
        if (count !== 1) throw new ScenarioFailed(`Chris got ${count} texts.`)
        return 'Three calls, one text.'
      },
    },
  ],
}
