import { samplePictureUrl } from '../sample-picture.ts'
import type { Scenario } from '../scenario.ts'

export const pictureOfLeak: Scenario = {
  name: 'picture',
  title: 'Picture',
  summary: 'The caller sends a picture of the leak, and the technician sees it in the conversation.',
  caller: { line: 'mobile', name: 'Lee Park' },
  steps: [
    {
      say: 'Lee calls and hangs up.',
      act: async (stage) => {
        await stage.call()
        return 'A missed call.'
      },
    },
    {
      say: 'Shoulder texts Lee back.',
      act: async (stage) => {
        await stage.awaitText()
        return 'It asks what Lee needs help with.'
      },
    },
    {
      say: 'Lee sends a picture of a leaking pipe.',
      act: async (stage) => {
        await stage.text('It looks like this. How much to fix the leak?', [samplePictureUrl()])
        await stage.awaitText(60)
        return 'The words are answered with the price, whatever the picture shows.'
      },
    },
    {
      say: 'The picture stands in the conversation on the board.',
      act: async (stage) => {
        await stage.awaitPicture()
        return 'Shoulder keeps it without the place it was taken at, and has deleted it at Twilio.'
      },
    },
  ],
}
