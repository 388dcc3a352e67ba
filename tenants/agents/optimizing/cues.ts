/** What words of a search tell of whoever typed them. Pure. */

/** Who looks for this hires nobody. Whatever the business itself calls its services is no cue against it. */
const CUES = [
  ...['free', 'diy', 'how to', 'how do', 'youtube', 'video', 'reddit', 'tutorial', 'manual', 'diagram', 'pdf'],
  ...['salary', 'wage', 'wages', 'job', 'jobs', 'hiring', 'career', 'careers', 'employment', 'resume', 'indeed'],
  ...['training', 'course', 'courses', 'class', 'classes', 'school', 'certification', 'apprentice', 'apprenticeship'],
  ...['parts', 'part', 'tools', 'tool', 'kit', 'kits', 'supply', 'supplies', 'store', 'wholesale', 'for sale', 'used'],
  ...['rental', 'rentals', 'rent', 'amazon', 'ebay', 'home depot', 'lowes', 'walmart', 'craigslist'],
  ...['definition', 'meaning', 'what is', 'template', 'checklist', 'code requirements', 'images', 'clipart', 'game'],
  // Other people's trades.
  ...['plumber', 'plumbers', 'plumbing', 'electrician', 'electricians', 'electrical', 'hvac', 'roofer', 'roofing'],
  ...['roof', 'locksmith', 'painter', 'painting', 'carpenter', 'landscaping', 'pest', 'pool', 'appliance', 'solar'],
  ...['car', 'cars', 'auto', 'automotive', 'truck', 'rv', 'boat', 'marine', 'motorcycle', 'bike'],
  ...['gratis', 'tutorial', 'empleo', 'empleos', 'sueldo', 'salario', 'curso', 'cursos', 'repuestos', 'piezas'],
  ...['herramientas', 'cómo', 'como hacer', 'alquiler'],
].map((cue) => cue.split(' '))

/** Words that mean business, or nothing; they never stand alone in what is left out. */
const WANTED = new Set([
  ...['near', 'me', 'nearby', 'local', 'emergency', 'urgent', '24', '7', 'hour', 'hours', 'hr', 'same', 'day', 'today'],
  ...['now', 'open', 'best', 'top', 'rated', 'cheap', 'affordable', 'cost', 'costs', 'price', 'prices', 'pricing'],
  ...['estimate', 'estimates', 'quote', 'quotes', 'company', 'companies', 'contractor', 'contractors', 'service'],
  ...['services', 'repair', 'repairs', 'install', 'installation', 'replace', 'replacement', 'fix', 'new', 'home'],
  ...['house', 'residential', 'commercial', 'licensed', 'insured', 'professional', 'pro', 'reviews', 'find', 'hire'],
  ...['cerca', 'mí', 'de', 'mi', 'emergencia', 'urgente', 'precio', 'costo', 'barato', 'servicio', 'reparación'],
  ...['a', 'an', 'the', 'in', 'on', 'of', 'for', 'to', 'and', 'or', 'my', 'with', 'at', 'by', 'el', 'la', 'los', 'en'],
])

export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')
}

export function isWanted(word: string): boolean {
  return WANTED.has(word)
}

/** Whether the words stand in the text as they do here, one behind the other. */
export function holds(text: readonly string[], words: readonly string[]): boolean {
  if (words.length === 0) return false
  return text.some((_word, from) => words.every((word, place) => text[from + place] === word))
}

/** The cues in a search that are no words of the business's own. */
export function findCues(words: readonly string[], own: ReadonlySet<string>): string[][] {
  return CUES.filter((cue) => holds(words, cue) && !cue.every((word) => own.has(word)))
}

/** Stretches of words that are neither the business's own nor of those that mean business. */
export function findForeign(words: readonly string[], own: ReadonlySet<string>): string[][] {
  const runs: string[][] = [[]]
  for (const word of words) {
    if (own.has(word) || isWanted(word)) runs.push([])
    else runs.at(-1)?.push(word)
  }
  return runs.filter((run) => run.length > 0)
}
