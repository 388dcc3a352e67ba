import type { Scenario } from '../scenario.ts'

export const landline: Scenario = {
  name: 'landline',
  title: 'Landline',
  summary: 'The caller’s line cannot get texts, so the technician is asked to ring back.',
  caller: { line: 'landline', name: 'June Walsh' },
  steps: [
    {
      say: 'June calls from a landline.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call, and no caller to text.'
      },
    },
    {
      say: 'Shoulder tries to text, and Twilio refuses.',
      act: async (stage) => {
        const notice = await stage.awaitNotice(90)
        return notice.body.includes('landline')
          ? 'The technician is told that it is a landline.'
          : 'The technician is told.'
      },
    },
    {
      say: 'The technician rings June back.',
      act: async (stage) => {
        await stage.ringBack()
        return 'June is helped the old way.'
      },
    },
    {
      say: 'Nobody keeps trying to text a landline.',
      act: async (stage) => {
        await stage.staySilent(5)
        return 'No second attempt.'
      },
    },
  ],
}
