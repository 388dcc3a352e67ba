import type { Metric } from '../decision.ts'
import { ADS_ENGLISH } from './ads-english.ts'
import { describeCause, nameScript } from './describe-found.ts'
import type { AgentWords } from './words.ts'

const STARTED = {
  review: (count: number) =>
    count === 1 ? '1 customer was asked for a review' : `${count} customers were asked for a review`,
  amc: (count: number) =>
    count === 1 ? '1 customer was offered a maintenance plan' : `${count} customers were offered a maintenance plan`,
  reengage: (count: number) =>
    count === 1 ? '1 customer who stayed away was written to' : `${count} customers who stayed away were written to`,
}

const METRICS: Record<Metric, string> = {
  won_back: 'customers who come back',
  plans: 'plans agreed to',
  reviews: 'reviews',
  replied: 'replies',
  booked: 'bookings',
  ad_leads: 'leads from ads',
  revenue: 'revenue',
  none: '',
}

const SWITCHED = {
  reengage: { on: 'writing to customers who stay away', off: 'writing to customers who stay away' },
  amc: { on: 'offering maintenance plans after a job', off: 'offering maintenance plans after a job' },
}

const percent = (share: number) => `${Math.round(share * 100)}%`

const SCRIPTS: Record<string, string> = {
  missed_call_text: 'the text after a missed call',
  price_answer: 'the answer to a price question',
}

const EDITS: Record<string, string> = {
  shorter: 'fewer words',
  question_last: 'the question comes last',
  owner_named: 'it says who answers',
  easy_question: 'a question that is easy to answer',
  price_first: 'the price comes first',
  shipped: 'the words you began with',
  written: 'words a model wrote',
}

const GOALS = { replied: 'replied', booked: 'booked' }

export const AGENTS_ENGLISH: AgentWords = {
  names: {
    monitor: 'Monitor',
    cx: 'Customer experience',
    diagnostic: 'Diagnostic',
    optimizing: 'Optimizing',
    retention: 'Retention',
  },
  states: {
    missing: 'Not at work yet.',
    halted: 'Switched off.',
    running: 'At work right now.',
    calm: 'Looked, and found nothing to change.',
    idle: 'Has had nothing to look at yet.',
  },
  findings: {},
  otherFinding: (name) => `Something is unusual: ${name}.`,
  actions: {
    ...ADS_ENGLISH.actions,
    set_dormant_months: ({ from, to }, isDone) =>
      `${isDone ? 'Customers are' : 'Let customers be'} written to after ${to} months without a job instead of ${from}.`,
    switch_after_job: ({ what, isOn }, isDone) => {
      const { on, off } = SWITCHED[what]
      if (isOn) return isDone ? `Switched on ${on}.` : `Switch on ${on}.`
      return isDone ? `Switched off ${off}.` : `Switch off ${off}.`
    },
    note_started: ({ what, count, from, until }) => `From ${from} until ${until}, ${STARTED[what](count)}.`,
    start_experiment: ({ subject, edit }, isDone) =>
      `${isDone ? 'Trying' : 'Try'} other words for ${SCRIPTS[subject] ?? 'a text'} on some customers: ${EDITS[edit] ?? edit}.`,
    stop_experiment: ({ subject }, isDone) =>
      `${isDone ? 'Stopped' : 'Stop'} trying other words for ${SCRIPTS[subject] ?? 'a text'}.`,
    set_script: ({ subject, experimentId }, isDone) => {
      const script = SCRIPTS[subject] ?? 'a text'
      if (experimentId === null) return `${isDone ? 'Went' : 'Go'} back to the earlier words for ${script}.`
      return `${isDone ? 'Customers get' : 'Use'} the words that did better for ${script}.`
    },
    set_crm_words: ({ subject, experimentId }, isDone) => {
      const script = SCRIPTS[subject] ?? 'a text'
      if (experimentId === null) return `Put the earlier words for ${script} back into GoHighLevel.`
      const rest = `the words that did better for ${script}`
      return isDone
        ? `GoHighLevel’s pages and workflows use ${rest}.`
        : `Let GoHighLevel’s pages and workflows use ${rest}.`
    },
    note_words_kept: ({ subject }) =>
      `Somebody changed the words for ${SCRIPTS[subject] ?? 'a text'} in GoHighLevel, so they stay there.`,
    recommend_fix: ({ fix }) => AGENTS_ENGLISH.fixes[fix.code](fix.subject),
  },
  evidence: {
    ...ADS_ENGLISH.evidence,
    dormant_customers: ({ count, months }) => `${count} customers had no job in ${months} months.`,
    won_back: ({ replied, written }) => `${replied} of ${written} customers who were written to answered.`,
    opted_out: ({ count, written }) => `${count} of ${written} wanted no more of it.`,
    return_gap: ({ months, customers }) =>
      `Half of the ${customers} customers who came back did so within ${months} months.`,
    jobs_done: ({ count, days }) => `${count} jobs were done in the last ${days} days.`,
    customer_value: ({ amountMinor, customers }, amount) =>
      `A customer is worth about ${amount(amountMinor)} over three years, judged by ${customers}.`,
    plans_offered: ({ agreed, offered }) => `${agreed} of ${offered} customers agreed to the plan they were offered.`,
    reviews_asked: ({ left, asked }) => `${left} of ${asked} customers followed the link to leave a review.`,
    script_seen: ({ metric, hits, of, days }) =>
      `${hits} of ${of} customers who got it ${GOALS[metric]} in the last ${days} days.`,
    arm_seen: ({ isNew, metric, hits, of }) =>
      `${hits} of ${of} customers ${GOALS[metric]} with the ${isNew ? 'new' : 'present'} words.`,
    luck_taken_out: ({ metric, before, after }) =>
      `Luck helped the winner to win. Without it, ${GOALS[metric]}: ${percent(before)} → ${percent(after)}.`,
    trial_needs: ({ customers, days }) =>
      `The trial needs about ${customers} customers, about ${Math.max(1, Math.round(days / 7))} weeks.`,
    words: ({ text }) => `The new words: “${text}”.`,
    cause: ({ cause }) => describeCause(cause, 'en'),
    crm_leads_seen: ({ hits, of, days }) =>
      `${hits} of ${of} customers who came by GoHighLevel in ${days} days booked.`,
  },
  fixes: {
    check_price: (subject) =>
      `Look at the price of ${subject ?? 'the service'}: hardly anybody books after hearing it.`,
    correct_price: (subject) => `Is the price for ${subject ?? 'the service'} right? It changed as a slip changes it.`,
    check_forwarding: () => 'Check that missed calls are still forwarded: far fewer arrive than usual.',
    check_number: () => 'Check your number: texts from it do not arrive as they did.',
    look_at_script: (subject) =>
      `Read ${subject === null ? 'the text' : nameScript(subject, 'en')} again: fewer customers answer it since it changed.`,
    look_at_hours: () => 'Look at your opening hours: customers find fewer times that suit them.',
    connect_ads: () => 'Connect Google Ads again, in Advertising.',
    look_at_ads: (subject) => `Look at ${subject ?? 'your ads'}: a lead costs more than it did.`,
    answer_sooner: () => 'Answer sooner: customers who wait longer book less.',
    look_at_delivery: () => 'Look at the carriers: more texts come back undelivered.',
  },
  unknownCode: (code, waiting) => {
    const rest = waiting.length === 0 ? 'Nothing waits for you.' : `What waits for you: ${waiting.join(', ')}.`
    return `No proposal has the number ${code}. ${rest}`
  },
  haltedCode: (code) => `Number ${code} still waits: the agents are switched off, so nothing was done.`,
  settledCode: (code, became, sentence) => `Number ${code} waits no more: ${became}. It was: ${sentence}`,
  became: {
    proposed: 'it is being decided',
    approved: 'it was approved',
    declined: 'it was declined',
    applied: 'it was done',
    failed: 'it could not be done, something was changed meanwhile',
    undone: 'it was done and undone again',
    expired: 'nobody answered within a week',
    measured: 'it was done',
  },
  protects: {
    who_comes_unasked: 'Nobody is written to who comes back unasked.',
    who_stays_away: 'Whoever stays away hears from you sooner.',
    who_wants_no_more: 'Fewer customers ask you never to write again.',
  },
  expectation: ({ metric, before, after, days, impactMinor, protects }, amount) => {
    const spared = protects === undefined ? '' : AGENTS_ENGLISH.protects[protects]
    if (metric === 'none') return spared
    if (before !== null && after !== null && percent(before) === percent(after)) {
      return `No change expected: ${METRICS[metric]} stay at about ${percent(before)}. ${spared}`.trim()
    }
    const change =
      before === null || after === null
        ? `More ${METRICS[metric]}`
        : `${capital(METRICS[metric])}: ${percent(before)} → ${percent(after)}`
    return `${change} within ${days} days${impactMinor ? `, about ${amount(impactMinor)}` : ''}.`
  },
  outcome: ({ metric, before, after, impactMinor, change, low, paid, fair }, amount) => {
    const share = ({ hits, of }: { hits: number; of: number }) => `${hits} of ${of}`
    const was = before === null ? '' : `, ${share(before)} before`
    const doubt = change !== null && low === null ? ' Too few to tell what it changed.' : ''
    const visits = paid ? ` Visits booked: ${share(paid.after)}, ${share(paid.before)} before.` : ''
    const luck = fair ? ` Without the luck of a winner: ${percent(fair.before)} → ${percent(fair.after)}.` : ''
    const worth = fair ? 'Without that luck, they are worth' : 'That is'
    const money = impactMinor === 0 ? '' : `${visits} ${worth} about ${amount(impactMinor)}.`
    return `${capital(METRICS[metric])}: ${share(after)}${was}.${luck}${money}${doubt}`
  },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
