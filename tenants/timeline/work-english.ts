import { ADS_LOSSES, ADS_UNTOLD } from './ads-words.ts'
import { describeConflict } from './conflict-words.ts'
import { explainDeliveryCode } from '../base/delivery-codes.ts'
import { AFTER_ENGLISH } from './after-english.ts'
import type { ExperimentEnd } from './work-event.ts'
import { AGENTS_SAY_ENGLISH } from './agent-words.ts'
import type { WorkWords } from './work-words.ts'

const SCRIPTS: Record<string, string> = {
  missed_call_text: 'the text after a missed call',
  price_answer: 'the answer to a price question',
  price_ask_service: 'the question which job a price is for',
  booking_received: 'the answer to a wish for a visit',
  question_received: 'the answer to a question',
}

const scriptName = (subject: string) => SCRIPTS[subject] ?? 'a text'

const EXPERIMENT_ENDS: Record<ExperimentEnd, string> = {
  won: 'the new words did better.',
  even: 'no difference could be told, so the words stay as they were.',
  harmful: 'the new words did worse, so the words stay as they were.',
  by_person: 'it was stopped by hand.',
  script_changed: 'the words were changed by hand.',
  words_refused: 'its words may not be sent any more.',
  taken_back: 'it was taken back.',
}

const HELD: Record<string, string> = {
  marked: 'Held the call back: you marked this number as spam.',
  pitched: 'Held the call back: they have only ever sent advertisements.',
  wangiri: 'Held the call back: the number is dear to call back, as in call-back scams.',
  invalid_number: 'Held the call back: nobody can have this number, so it is forged.',
  says_nothing: 'Held the call back: they ring day after day and never say a word.',
}

const RELATIONS: Record<string, string> = {
  staff: 'You marked them as staff: they get no automated texts.',
  supplier: 'You marked them as a supplier: they get no automated texts.',
  family: 'You marked them as family: they get no automated texts.',
  spam: 'You marked them as spam: their calls are held back.',
}

const CONFLICTS: Record<string, string> = {
  lead: 'The lead',
  visit: 'The visit',
  entry: 'The appointment',
  calendar: 'The time of the visit',
  texts: 'Whether they want texts',
}

const GONE: Record<string, string> = {
  contact: 'Their contact was deleted in GoHighLevel. It is not made again for this matter.',
  opportunity: 'The opportunity was deleted in GoHighLevel. It is not made again; the lead stays here.',
  appointment: 'The appointment was deleted in GoHighLevel.',
}

const DOUBLED = {
  one: 'Of what two records had, you kept one and ended the other.',
  both: 'Of what two records had, you kept both.',
}

const LOSSES: Record<string, string> = {
  uninstalled: 'GoHighLevel is disconnected: Shoulder was uninstalled there. What is to be written there waits.',
  token_revoked: 'GoHighLevel is disconnected: it takes our key no more. What is to be written there waits.',
  token_refused: 'GoHighLevel refuses our key, a new one as well. What is to be written there waits, and we try again.',
  location_gone: 'GoHighLevel is disconnected: we may not enter the sub-account any more. What is to be written waits.',
  scope_missing: 'GoHighLevel refuses a permission that Shoulder needs{scope}. What is to be written there waits.',
}

const QUOTES: Record<string, string> = {
  accepted: 'The customer took the estimate.',
  declined: 'The customer did not take the estimate.',
  expired: 'Nobody took the estimate in time.',
  withdrawn: 'You withdrew the estimate.',
}

export const WORK_ENGLISH: WorkWords = {
  lead_received: ({ source, isRepeat }) => {
    const form = source === 'google_ads' ? 'a form below your Google ad' : 'the form on your website'
    return `The customer filled in ${form}${isRepeat ? ' once more' : ''}.`
  },
  quote_drafted: () => 'A job waits for your price.',
  quote_approved: () => 'The price of the job is set, and the estimate goes out.',
  quote_closed: ({ outcome }) => QUOTES[outcome] ?? 'The estimate is closed.',
  ...AGENTS_SAY_ENGLISH,
  ...AFTER_ENGLISH,
  call_held_back: ({ reason }) => HELD[reason] ?? 'Held the call back.',
  call_released: () => 'You let a call through that was held back.',
  experiment_started: ({ subject, arms }) => `${arms} wordings of ${scriptName(subject)} are tried against each other.`,
  experiment_ended: ({ subject, why }) =>
    `The trial of wordings of ${scriptName(subject)} ended: ${EXPERIMENT_ENDS[why]}`,
  called_in_vain: () => 'You called them from the business number, and nobody answered.',
  media_kept: ({ kind }) => (kind === 'photo' ? 'A picture of theirs is here.' : 'The voicemail can be heard here.'),
  media_failed: ({ kind, code }) => {
    const why = explainDeliveryCode(code, 'en')
    return `${kind === 'photo' ? 'A picture' : 'The voicemail'} could not be brought here: ${why}.`
  },
  crm_connected: () => 'GoHighLevel is connected. What waited for it is written now.',
  crm_disconnected: ({ loss, scope }) =>
    (LOSSES[loss] ?? 'GoHighLevel is disconnected.').replace('{scope}', scope ? `: ${scope}` : ''),
  crm_dropped: () => 'You disconnected GoHighLevel.',
  ads_connected: ({ account }) => `Google Ads is connected: ${account}.`,
  ads_disconnected: ({ loss }) => ADS_LOSSES.en[loss],
  ads_dropped: ({ isTold }) => `You disconnected Google Ads.${isTold ? '' : ADS_UNTOLD.en}`,
  texting_moved: ({ via, number }) =>
    via === 'gohighlevel'
      ? `Texts leave through GoHighLevel from now on, from ${number}.`
      : `Texts leave through Shoulder’s own number again, ${number}.`,
  crm_set_up: ({ problems }) =>
    problems === 0
      ? 'Your GoHighLevel account has what Shoulder needs.'
      : 'Your GoHighLevel account lacks something Shoulder needs. Settings, GoHighLevel says what.',
  crm_value_kept: ({ name }) =>
    `Somebody changed “${name}” in GoHighLevel. What they wrote stays, until it is emptied there.`,
  webhook_failing: ({ host }) =>
    `The program at ${host} does not take its news. Settings, API shows what it missed and sends it again.`,
  records_doubled: ({ visits, plans }) => {
    const what = [visits > 0 ? `${visits} visits` : '', plans > 0 ? `${plans} maintenance plans` : '']
    return `From two records they have ${what.filter(Boolean).join(' and ')} now. Please ask which one they mean.`
  },
  relation_changed: ({ relation }) => RELATIONS[relation ?? ''] ?? 'They are a customer like any other again.',
  crm_lead_made: () => 'Somebody made an opportunity in GoHighLevel: it is a lead here now.',
  crm_enrolled: ({ workflow, isIn }) => `${isIn ? 'Put into' : 'Taken out of'} the GoHighLevel workflow “${workflow}”.`,
  crm_moved: ({ from, to }) =>
    from === to ? 'The amount on the card was changed in GoHighLevel.' : `Moved in GoHighLevel: the lead is ${to} now.`,
  crm_conflict: (told) => {
    const { what, ours, theirs, winner } = told
    if (what !== 'lead') return describeConflict(told, 'the customer', {}, 'en')
    return (
      `${CONFLICTS[what] ?? 'Something'} was changed here and in GoHighLevel: ${ours} here, ${theirs} there. ` +
      `${winner === 'ours' ? 'Ours' : 'GoHighLevel’s'} counts now.`
    )
  },
  crm_conflict_settled: ({ what, take }) =>
    what === 'doubled_visits' || what === 'doubled_plans'
      ? DOUBLED[take === 'winner' ? 'both' : 'one']
      : take === 'winner'
        ? 'You saw that both were changed, and left what counts.'
        : 'You saw that both were changed, and took the other one.',
  crm_texted: () => 'A workflow in GoHighLevel wrote to the customer.',
  crm_healed: ({ calls, texts, leads, visits }) =>
    `Compared with GoHighLevel and took in what it had not told: ${calls} calls, ${texts} texts, ` +
    `${leads} leads, ${visits} visits.`,
  forms_found: ({ forms }) => `Google Ads held ${forms} forms that it had not told of. Look at the form’s webhook.`,
  crm_stage_unknown: ({ stage }) =>
    `In GoHighLevel the lead stands in “${stage}”, which is none of our stages, so ours stays where it is.`,
  phone_changed: ({ from, to }) => `Has the number …${to} now instead of …${from}. An opt-out stays with the old one.`,
  crm_gone: ({ what }) => GONE[what] ?? 'Deleted in GoHighLevel.',
}
