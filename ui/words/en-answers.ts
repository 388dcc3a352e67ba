/** Who words answers, in English. Spanish has the same entries. */
export const EN_ANSWERS = {
  title: 'Answers',
  lead: 'What your own texts answer in full, they answer: prices you list, visits, emergencies, STOP. This is about everything else people ask.',
  who: 'Who words those answers',
  choices: {
    template: {
      label: 'Your texts only',
      hint: 'Whatever they cannot answer is passed on to you, and the customer is told so.',
    },
    model: {
      label: 'A language model helps',
      hint: 'It answers from your profile and price book. What it writes is checked before it goes; where it is late, or says what cannot be shown to be true, your own text goes.',
    },
  },
  noModel: 'No language model is set up here, so your texts answer either way.',
  never: 'What never changes',
  nevers: {
    prices: 'Only amounts from your price book are named, always as estimates. No discounts, no promises.',
    times: 'A visit is only offered at a time that is free.',
    optOut: 'STOP ends it at once, and no model reads it. The first text says how to stop.',
    disclosure: 'The first text says that it is automated, and nobody pretends to be a person.',
    data: 'Known names, phone numbers and addresses are masked before a model reads anything.',
  },
  previews: {
    missed_call_text: 'The first text, as it goes out today',
    price_answer: 'A price, as it is quoted today',
  },
  previewFailed: 'The example cannot be shown right now.',
}
export type AnswersWords = typeof EN_ANSWERS
