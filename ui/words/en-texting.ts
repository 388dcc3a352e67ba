export const EN_TEXTING = {
  title: 'Texts to your customers',
  lead: 'They leave from a number of Shoulder’s, or from one of your own in GoHighLevel, where your office reads along.',
  now: {
    twilio: (number: string) => `Texts leave from ${number}, Shoulder’s number.`,
    gohighlevel: (number: string) => `Texts leave from ${number}, your number in GoHighLevel.`,
  },
  since: (moment: string) => `Since ${moment}.`,
  waiting: (count: number) =>
    count === 1
      ? '1 text has not left yet. It takes the way you choose.'
      : `${count} texts have not left yet. They take the way you choose.`,
  choice: 'Texts leave from',
  ways: { twilio: 'Shoulder’s number', gohighlevel: 'Your number in GoHighLevel' },
  hints: {
    twilio: 'Its registration with the carriers is kept here, under Texting registration.',
    gohighlevel: 'Customers see that number from then on. Replies to the one before are still heard.',
  },
  number: 'Number',
  usual: 'the usual one',
  registered: 'The carriers have approved this number for texts in GoHighLevel (A2P 10DLC)',
  registeredHint: 'GoHighLevel lets nobody look up whether a number is approved, so Shoulder goes by your word.',
  registeredMissing: 'Without their approval carriers block your texts. Tick this once GoHighLevel shows it.',
  offers: 'That approval covers offers as well, such as maintenance plans',
  save: 'Save',
  saved: 'Texts take this way from now on.',
  back: 'Text from Shoulder’s number again',
  again: 'Look again',
  gone: 'GoHighLevel does not list the number you text from any more. Choose another.',
  resellers: 'Only the business itself, or an admin, can change this.',
  obstacles: {
    not_connected: 'Connect GoHighLevel above to text from a number there.',
    connection_lost:
      'GoHighLevel is disconnected. Connect it again above; texts that leave from there wait until then.',
    scope_missing: 'Connect GoHighLevel again above and grant what texting needs:',
    no_number: 'The sub-account has no number that can text. Get one in GoHighLevel under Settings, Phone System.',
    account_suspended: 'GoHighLevel has suspended the telephony of the sub-account. That can be mended there alone.',
    unreachable: 'GoHighLevel does not answer, so its numbers cannot be shown.',
  },
}
