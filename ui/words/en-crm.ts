export const EN_CRM = {
  title: 'GoHighLevel',
  lead: 'Leads, visits and conversations are kept in your GoHighLevel account as well as here.',
  states: {
    none: 'No account is connected.',
    choosing: 'Your agency is connected. Choose the sub-account of this business.',
    connected: 'Connected.',
    lost: 'Disconnected.',
  },
  account: (name: string) => `Sub-account: ${name}`,
  losses: {
    uninstalled: 'Shoulder was uninstalled there.',
    token_revoked: 'GoHighLevel takes our key no more.',
    token_refused: 'GoHighLevel refuses our key, a new one as well. We try again every hour.',
    location_gone: 'We may not enter the sub-account any more. It may have been deleted.',
    scope_missing: 'A permission that Shoulder needs was not granted.',
  },
  waiting: (count: number) =>
    count === 1 ? '1 thing waits to be written there.' : `${count} things wait to be written there.`,
  connect: 'Connect',
  again: 'Connect again',
  check: 'Check again',
  drop: 'Disconnect',
  dropped: 'GoHighLevel is disconnected.',
  checked: 'Looking it over now.',
  came: {
    connected: 'GoHighLevel is connected.',
    choose: 'Your agency is connected. Choose the sub-account of this business.',
    cancelled: 'Nothing was chosen, and nothing was changed.',
    already_taken: 'Another business has this sub-account. Choose another one.',
  },
  cameOther: 'This did not work, and nothing was changed. Try again in a moment.',
  search: 'Find a sub-account',
  find: 'Search',
  take: 'Take this one',
  create: 'Make a new sub-account',
  more: 'There are more. Add a word to find yours.',
  nothing: 'No sub-account has these words.',
  missing: 'Not granted. Connect again and grant these:',
  pipeline: (name: string) => `Pipeline: ${name}`,
  guessed: 'no stage of its own',
  statuses: {
    new: 'New',
    contacted: 'Contacted',
    quoted: 'Quoted',
    booked: 'Booked',
    completed: 'Completed',
    lost: 'Lost',
  },
  makePipeline:
    'Your account lets no app make pipelines. In GoHighLevel open Opportunities, Pipelines, Create; name it Shoulder, with ' +
    'the stages New, Contacted, Quoted, Booked, Completed and Lost. Then press Check again.',
  problems: {
    calendars: 'Calendars could not be listed.',
    pipeline: 'The pipeline could not be looked at.',
    values: 'Custom values could not be written.',
    tags: 'Tags could not be made.',
    fields: 'Custom fields could not be made.',
    workflows: 'Workflows could not be listed.',
  },
  kept: (names: string) =>
    `Changed in GoHighLevel, so they stay as they are there: ${names}. To have one filled again, empty it there and ` +
    'press Check again.',
}
