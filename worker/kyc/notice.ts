import type { KycNotice } from '../../tenants/contract/kyc.ts'

/** Raised with every change of what the notice says; consent is to one version, and a new one is asked for. */
export const NOTICE_VERSION = '2026-11-26'

const UNTIL_WITHDRAWN = 'Until you withdraw your consent or stop being a reseller, whichever is first.'

/** The notice by itself, apart from all other terms, naming each thing, what it is for and how long it is kept. */
export function writeNotice(contact: string): KycNotice {
  return {
    version: NOTICE_VERSION,
    language: 'en',
    title: 'What we ask of you as a reseller, and why',
    items: [
      {
        what: 'Your name as it stands on your papers, and your address',
        why: 'To know whom we contract with and to write invoices.',
        kept: UNTIL_WITHDRAWN,
      },
      {
        what: 'Your PAN and, if you have one, your GSTIN',
        why: 'To withhold and report tax on what we pay you. We check only that they are well formed.',
        kept: UNTIL_WITHDRAWN,
      },
      {
        what: 'Copies of your PAN card, GST certificate, authorisation to sign and proof of identity',
        why: 'So that a person of ours can compare them with what you entered.',
        kept: UNTIL_WITHDRAWN,
      },
      {
        what: 'Which notice you agreed to and when, when you withdrew, and who of us looked at your papers',
        why: 'To be able to show that we handled your papers as the law asks. It holds nothing out of the papers.',
        kept: 'At least one year after you withdraw.',
      },
    ],
    rights: [
      'You can see all of it, correct it and have it erased on this page, at any time.',
      'You can name somebody to use these rights if you die or cannot use them yourself: write to us.',
      'Your papers are stored encrypted, and every look at them in full is recorded.',
    ],
    withdrawal:
      'Press “Withdraw and erase”. It takes as long as agreeing did: your papers are erased at once. ' +
      'What was done before stays lawful, and payouts stop until you send papers again.',
    complaint:
      'Write to us first; we answer within 30 days. If that does not help, you may complain to the Data Protection ' +
      'Board of India.',
    contact,
  }
}
