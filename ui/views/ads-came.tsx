import { Banner } from '../parts/banner.tsx'
import { adsWords } from '../words/ads-words.ts'

/** What somebody is told who has just come back from Google; `name` is what the address says it by. */
export function AdsCame({ name }: { name: 'came' | 'ads' }) {
  const words = adsWords()
  const came = new URLSearchParams(location.search).get(name)
  if (came === null) return null
  const known: Record<string, string> = words.came
  const isGood = came === 'connected' || came === 'choose'
  return (
    <Banner tone={isGood ? 'good' : 'warn'} icon={isGood ? 'check' : 'alert'}>
      {known[came] ?? words.cameOther}
    </Banner>
  )
}
