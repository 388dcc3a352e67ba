export const EN_JOIN_CRM = {
  brings: [
    'Every lead stands on a card in your pipeline and moves with your board, both ways.',
    'Visits stand in your calendar there, and what is entered there stands here.',
    'Your scripts are kept as custom values, so that pages and workflows can use them.',
  ],
  connect: 'Connect GoHighLevel',
  connectHint:
    'You choose one sub-account, or your whole agency and then a sub-account of it. A new one can be made where your plan ' +
    'allows it.',
  chooseTitle: 'Which sub-account is this business?',
  chooseLead: 'Search for it by name, or make a new one.',
  otherAccount: 'Take another account',
  settingUp: 'Setting up your account. This takes a few seconds.',
  doneTitle: 'Set up for you',
  done: {
    pipeline: 'The pipeline Shoulder, with a stage for every step of a lead',
    otherPipeline: (name: string) => `Leads go into your pipeline ${name} for now`,
    values: (count: number) => `${count} custom values with your name and your texts`,
    tags: (count: number) => `${count} tags that workflows can start on`,
    fields: (count: number) => `${count} contact fields for lists and reports`,
    calendar: 'A calendar for your visits was found',
  },
  yoursTitle: 'For you to do there',
  yoursLead: 'GoHighLevel lets no app do these. You can do them later; Settings, GoHighLevel shows what is missing.',
  left: {
    calendar: 'Make a calendar: Calendars, Create. Name it Shoulder.',
    textBack:
      'Switch Missed Call Text Back off: Settings, Business Profile. Otherwise callers are texted twice, and once without ' +
      'a look at who opted out.',
    snapshot:
      'If your agency has the Shoulder snapshot, have it installed, and see under Automation that its workflows are ' +
      'published.',
  },
  goOn: 'Go on',
  skip: 'Go on without GoHighLevel',
  tryAgain: 'Try again',
  review: {
    none: 'Without GoHighLevel for now',
    choosing: 'The sub-account is not chosen yet',
    lost: 'Disconnected',
    connected: (name: string) => `Connected: ${name}`,
  },
}
