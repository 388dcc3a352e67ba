export const optOutEn = {
  button: 'No more messages…',
  title: 'No more messages',
  lead: (name: string) =>
    `${name} told you that they want no more messages. From now on Shoulder sends them no text and no e-mail. ` +
    'Only a text from them, START, can change that.',
  channel: 'How they said it',
  channels: {
    phone: 'On the phone',
    in_person: 'In person',
    letter: 'By letter',
    web_form: 'By a form on your website',
  },
  said: 'What they said',
  saidHint: 'As well as you remember it. It is kept as proof.',
  note: 'Stop all messages',
  cancel: 'Cancel',
  done: (name: string) => `${name} gets no more messages.`,
  /** Above their words in the conversation. */
  noted: (channel: string) => `Told you: ${channel}`,
  voicemail: 'Voicemail',
  form: 'Wrote this in a form',
}
