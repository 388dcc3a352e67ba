/** Weight to phrases, one a line, in the notation of `phrase.ts`. */
export type EvidenceTable = Record<number, string>
