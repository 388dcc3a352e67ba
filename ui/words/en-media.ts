export const mediaEn = {
  photo: 'Picture from the customer',
  openPhoto: 'Open the picture',
  savePhoto: 'Save the picture',
  recording: 'What they said after the tone',
  written: 'Written down by a machine:',
  photoComing: 'A picture is on its way.',
  recordingComing: 'The voicemail is on its way.',
  photoMissing: 'A picture came that is not here',
  recordingMissing: 'The voicemail is not here',
  because: (lead: string, why: string | null) => (why === null ? `${lead}.` : `${lead}: ${why}.`),

  ring: 'Call from the business number',
  ringing: 'Your phone rings. Take it and press 1, and we connect you.',
  called: 'I called them',
  noted: 'Noted. No automated text goes out about this call.',
}
