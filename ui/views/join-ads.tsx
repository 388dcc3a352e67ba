import { useEffect, useMemo } from 'preact/hooks'
import { AdsModel } from '../models/ads-model.ts'
import { Card } from '../parts/card.tsx'
import { adsWords } from '../words/ads-words.ts'
import { AdsCame } from './ads-came.tsx'
import { AdsConnect, writeAccount } from './ads-connect.tsx'

/** Google Ads, for those who advertise: nothing of joining waits for it. */
export function JoinAds({ tenantId }: { tenantId: string }) {
  const words = adsWords()
  const model = useMemo(() => new AdsModel(tenantId, 'join'), [tenantId])
  useEffect(() => () => model.close(), [model])
  const view = model.view.value
  if (view === null || view.standing === 'not_set_up') return null
  return (
    <section class="stack" aria-labelledby="join-ads">
      <h2 id="join-ads">{words.join.title}</h2>
      <AdsCame name="ads" />
      <Card>
        <p role="status">
          {view.account === null
            ? words.join.none
            : words.accountOf(view.account.name, writeAccount(view.account.accountId))}
        </p>
      </Card>
      <AdsConnect model={model} view={view} />
    </section>
  )
}
