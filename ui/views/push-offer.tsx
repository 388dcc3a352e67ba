import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { declinePush, togglePush } from '../push.ts'
import { showToast } from '../toasts.ts'
import { boardWords } from '../words/es-board.ts'

/** Offered once, after the first missed call was seen here: only then is it plain what the notifications are for. */
export function PushOffer({ tenantId }: { tenantId: string }) {
  const words = boardWords()
  const accept = async () => {
    const state = await togglePush(tenantId, true)
    if (state === 'on') showToast(words.pushOn)
    else showToast(state === 'denied' ? words.pushDenied : words.pushFailed, 'danger')
  }
  return (
    <section class="offer" aria-labelledby="push-title">
      <Icon name="bell" size={24} />
      <div class="grow">
        <h2 id="push-title" class="offer-title">
          {words.pushTitle}
        </h2>
        <p class="soft small">{words.pushBody}</p>
      </div>
      <div class="row">
        <Button kind="plain" onPress={() => void accept()}>
          {words.pushYes}
        </Button>
        <Button kind="quiet" onPress={declinePush}>
          {words.pushNo}
        </Button>
      </div>
    </section>
  )
}
