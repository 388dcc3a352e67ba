import type { Scenario } from '../scenario.ts'

export const pressOne: Scenario = {
  name: 'press-one',
  title: 'Press 1',
  summary: 'The technician’s phone rings first. Their mailbox takes no call; the key 1 does.',
  caller: { line: 'mobile', name: 'Robin Vale' },
  steps: [
    {
      say: 'The technician’s phone is set to ring before the greeting.',
      act: async (stage) => {
        await stage.ringFirst()
        return 'On the board it stands under Settings, Calls.'
      },
    },
    {
      say: 'Robin calls, and the technician’s mailbox picks up.',
      act: async (stage) => {
        await stage.callDirectly('mailbox')
        return 'It heard “Press 1”, pressed nothing, and Robin heard the greeting.'
      },
    },
    {
      say: 'Shoulder texts Robin back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'A mailbox is no answer.'
      },
    },
    {
      say: 'Robin calls again, and the technician presses 1.',
      act: async (stage) => {
        await stage.callDirectly('press_1')
        return 'They were connected and talked.'
      },
    },
    {
      say: 'Robin gets no further text.',
      act: async (stage) => {
        await stage.staySilent(stage.textAfterMs / 1000 + 2)
        return 'A call that was taken needs none.'
      },
    },
  ],
}
