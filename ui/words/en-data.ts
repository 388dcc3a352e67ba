/** Copies of what is held, in English. Spanish has the same entries. */
export const EN_DATA = {
  title: 'Your data',
  lead: 'Everything Shoulder keeps for this business is yours. Take a copy whenever you like; nothing is deleted by it.',
  sqlite: 'Download as a database',
  sqliteHint: 'One SQLite file. Opens in any database viewer, such as DB Browser for SQLite.',
  ndjson: 'Download as text files',
  ndjsonHint: 'A ZIP archive with one file a table, one line a row, and a list of what is in it.',
  inside: 'What is inside',
  insideWords:
    'Customers, calls, texts and e-mails, leads, permissions and opt-outs, settings, prices, your own words, and what happened when. Passwords and keys stay here and are marked as withheld.',
  careful: 'The file holds your customers’ names, numbers and words. Keep it where nobody else can read it.',
  oneAtATime: 'One download at a time. If it breaks off, begin again: nothing is lost.',
  noted: 'Each download is written down with who took it.',
  notYours: 'Only the owner of the business may take a copy.',
  person: 'Download what we hold',
  personLabel: (name: string) => `Download what we hold about ${name}`,
  evidence: 'Download evidence',
  evidenceLabel: (name: string) => `Download evidence about the texts to ${name}`,
  evidenceHint: 'What was sent and why it was allowed, proven by a chain. For a lawyer, not for the customer.',
  personHint: 'For a customer who asks what you know about them.',
}
