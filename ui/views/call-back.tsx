import { call, tenantPath } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { showToast } from '../toasts.ts'
import { mediaWords } from '../words/media-words.ts'
import { describeProblem } from '../words/problems.ts'

type CallBackProps = { tenantId: string; customerId: string }

/** Calls the customer from the business's number, or notes that it was done: then no text goes out about the call. */
export function CallBack({ tenantId, customerId }: CallBackProps) {
  const words = mediaWords()
  const ask = async (what: 'call' | 'called', done: string) => {
    const answer = await call('POST', tenantPath(tenantId, `conversations/${customerId}/${what}`))
    if (answer.ok) showToast(done)
    else showToast(describeProblem(answer.problem), 'danger')
  }
  return (
    <>
      <Button icon="phone" isWide onPress={() => void ask('call', words.ringing)}>
        {words.ring}
      </Button>
      <Button kind="quiet" icon="check" isWide onPress={() => void ask('called', words.noted)}>
        {words.called}
      </Button>
    </>
  )
}
