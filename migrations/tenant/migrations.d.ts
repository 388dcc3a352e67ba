/** What drizzle-kit generates beside this file: the journal, and each migration's SQL as text. */
declare const migrations: {
  journal: { entries: { idx: number; when: number; tag: string; breakpoints: boolean }[] }
  migrations: Record<string, string>
}
export default migrations
