export const EN_CRM_CHOICE = {
  states: { off: 'switched off', gone: 'no longer there', draft: 'a draft' },
  calendar: 'Calendar',
  calendarLabel: 'Visits go to',
  calendarLater: 'Found with the first visit',
  calendarHint: 'Visits that are to come move along when you choose another one.',
  calendarFound: 'Found by itself. Choose another one if visits belong elsewhere.',
  calendarSaved: 'Visits go to this calendar now.',
  calendarProblems: {
    off: 'It is switched off in GoHighLevel, so visits cannot be written there. Switch it on, or choose another one.',
    gone: 'It is no longer in GoHighLevel, so visits cannot be written there. Choose another one.',
  },
  noCalendar:
    'Your account has no calendar. In GoHighLevel open Calendars, Create; name it Shoulder. Then press Check again.',
  workflows: 'Your own workflows',
  workflowsLead: 'Customers can be put into a workflow of yours at certain moments, and are taken out when it is over.',
  workflowsWarning:
    'What a workflow sends does not pass Shoulder’s checks for opt-outs, quiet hours and consent. Use workflows for ' +
    'tasks and notes. Whoever opted out is never put into one, and is taken out at once.',
  noWorkflows: 'Your account has no workflow yet.',
  noWorkflow: 'None',
  workflowSaved: 'Saved.',
  workflowProblems: {
    off: 'It is a draft in GoHighLevel, so nobody is put into it. Publish it there, then press Check again.',
    gone: 'It is no longer in GoHighLevel, so nobody is put into it.',
  },
  enrolled: (count: number) => (count === 1 ? '1 customer is in it.' : `${count} customers are in it.`),
  moments: {
    booked: { name: 'When a visit is agreed', ends: 'Over when the visit is done or off.' },
    completed: { name: 'When a job is done', ends: 'Over when they agree on another visit.' },
    review_asked: { name: 'When a review was asked for', ends: 'Over when they answer, or the request ends.' },
    dormant: { name: 'When somebody who stayed away is written to', ends: 'Over when they answer or come back.' },
  },
}
