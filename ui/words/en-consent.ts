/** How callers agree to a text, in English. Spanish has the same entries. */
export const EN_CONSENT = {
  title: 'How callers agree to a text',
  lead: 'This is what you tell the carriers and your public page, so we keep to it for every call.',
  mode: 'The way they agree',
  modes: {
    spoken_notice: 'They hear a notice',
    press_1: 'They press 1',
    spoken_yes: 'They say yes',
    implied_single: 'They only called',
  },
  /** What each way means for whom we text. */
  means: {
    spoken_notice:
      'Every missed caller gets a text about the call; who heard the notice may be texted about the visit too.',
    press_1:
      'Only who presses 1 is texted; of all others, and of calls that did not reach our number, you hear at once.',
    spoken_yes:
      'Only who says yes is texted; of all others, and of calls that did not reach our number, you hear at once.',
    implied_single: 'Every missed caller gets one text about the call, and no other unless they write back.',
  },
  /** And what is said at our number before the tone. */
  hears: {
    spoken_notice: 'They hear that you cannot answer, that a text may come and that STOP ends it.',
    press_1: 'They hear what the text is about, what it may cost and that STOP ends it, and are asked to press 1.',
    spoken_yes: 'They hear what the text is about, what it may cost and that STOP ends it, and are asked for a yes.',
    implied_single: 'They hear that you cannot answer, that a text may come and that STOP ends it.',
  },
  recorded: 'In each way they also hear that a message is recorded and may be transcribed.',
  askOther: 'Ask whoever set up your account to change this, since it must be what the carriers approved.',
  greeting: 'Your own voicemail greeting, word for word',
  greetingHint:
    'Only where your own voicemail takes calls, as with a GoHighLevel number, and for the notice alone: write down what callers hear there. It must speak of texts and of STOP. Leave it empty if it does not.',
  greetingFault: 'These words do not tell callers of a text and of STOP, so they are no notice.',
}
export type ConsentWords = typeof EN_CONSENT
