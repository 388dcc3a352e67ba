import { Banner } from '../parts/banner.tsx'
import { crmWords } from '../words/crm-words.ts'

/** What somebody is told who has just come back from GoHighLevel. */
export function CrmCame() {
  const words = crmWords()
  const came = new URLSearchParams(location.search).get('came')
  if (came === null) return null
  const known: Record<string, string> = words.came
  const isGood = came === 'connected' || came === 'choose'
  return (
    <Banner tone={isGood ? 'good' : 'warn'} icon={isGood ? 'check' : 'alert'}>
      {known[came] ?? words.cameOther}
    </Banner>
  )
}
