export const EN_EMAIL = {
  title: 'E-mail address',
  lead: 'With a domain of your own, customers see your name on e-mail and not ours, and nobody else’s mail counts against you.',
  from: (address: string) => `E-mail goes out from ${address}.`,
  domain: 'Your domain',
  domainHint: 'Such as example.com. Your website and your own mailboxes stay as they are.',
  save: 'Use this domain',
  check: 'Check the records',
  drop: 'Back to the shared address',
  states: {
    none: 'You send from the shared address. It carries answers about a job and no offers.',
    pending:
      'Enter the records below where your domain is kept, then check them. It can take an hour until they are seen.',
    verified: 'Your records stand. E-mail goes out from your own domain.',
    failed: 'The records are gone, so e-mail goes out from the shared address. Enter them again, then check.',
  },
  records: 'Records for your domain',
  recordColumns: { type: 'Type', name: 'Name', value: 'Value' },
  priority: (value: string) => `priority ${value}`,
  complaints: (complaints: string, sent: string) => `${complaints} of ${sent} e-mails in 30 days were marked as spam.`,
  paused: 'Too many people marked your e-mail as spam, so offers by e-mail rest until it is fewer.',
  done: 'Saved. Now enter the records.',
  dropped: 'E-mail goes out from the shared address again.',
} as const
