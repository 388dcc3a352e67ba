import type { OffersWait } from '../../tenants/contract/after-job.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { pathOf } from '../router.ts'
import { afterWords } from '../words/after-words.ts'
import { crmWords } from '../words/crm-words.ts'

/** What sells leaves only under a registration that covers it: whoever switches it on reads what it waits for. */
export function OffersWaiting({ tenantId, wait }: { tenantId: string; wait: OffersWait }) {
  const words = afterWords()
  const isOurs = wait.via === 'twilio'
  const href = pathOf({ view: 'settings', tenantId, section: isOurs ? 'registration' : 'gohighlevel' })
  return (
    <Banner tone="warn" icon="clock">
      <p>{words.waits[wait.for]}</p>
      <p>
        <Button kind="quiet" href={href}>
          {isOurs ? words.toRegistration : crmWords().title}
        </Button>
      </p>
    </Banner>
  )
}
