import { clock } from '../../tenants/base/clock.ts'
import type { TenantRpc } from '../../tenants/contract/rpc.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import type { Context, Route } from '../context.ts'
import { findTenant, type FoundTenant } from '../directory/find-tenant.ts'
import { statusOf, type RefusalCode } from '../refusal-codes.ts'
import { respondHtml } from '../respond.ts'
import { layOut, type Language } from './layout.ts'

/** The tenant's id without its prefix, then what only the tenant can tell. */
const TOKEN = /^([0-9a-z]{24})\.[\w-]{8,100}$/

type Words = {
  title: string
  ask(businessName: string): string
  button: string
  done(businessName: string): string
  gone: string
  later: string
}

const WORDS: Record<Language, Words> = {
  en: {
    title: 'Unsubscribe',
    ask: (businessName) => `Do you want to stop e-mails from ${businessName}?`,
    button: 'Stop e-mails',
    done: (businessName) => `Done. You will get no more e-mails from ${businessName}.`,
    gone:
      'This link is not complete or not known to us. Open it once more from the e-mail, or answer that e-mail and ' +
      'ask to be taken off. To stop texts, reply STOP to any of them.',
    later: 'This did not work just now, and nothing has changed. Please try again in a minute.',
  },
  es: {
    title: 'Cancelar suscripción',
    ask: (businessName) => `¿Quiere dejar de recibir correos de ${businessName}?`,
    button: 'No recibir más correos',
    done: (businessName) => `Listo. No recibirá más correos de ${businessName}.`,
    gone:
      'Este enlace está incompleto o no lo conocemos. Ábralo otra vez desde el correo, o responda a ese correo y ' +
      'pida que le den de baja. Para no recibir más textos, responda STOP.',
    later: 'No funcionó en este momento y nada ha cambiado. Inténtelo de nuevo en un minuto.',
  },
}

/** `GET /u/:token`: a page that asks. Mail scanners open every link, so looking changes nothing. */
export const showUnsubscribe: Route = (request, context) =>
  answer(request.params['token'] ?? '', context, {
    call: (tenant, token) => tenant.readUnsubscribe(token),
    sentence: (words, businessName) => words.ask(businessName),
    // Without an action the form posts to the address of the page, which is the link itself.
    below: (words) => `<form method="post"><button type="submit">${words.button}</button></form>`,
  })

/** `POST /u/:token`: unsubscribes, however often. Mail programs post it with one click (RFC 8058), without cookies. */
export const unsubscribe: Route = (request, context) =>
  answer(request.params['token'] ?? '', context, {
    call: (tenant, token) => tenant.unsubscribe(token),
    sentence: (words, businessName) => words.done(businessName),
    below: () => '',
  })

type Visit = {
  call(tenant: TenantRpc, token: string): ReturnType<TenantRpc['unsubscribe']>
  sentence(words: Words, businessName: string): string
  below(words: Words): string
}

async function answer(token: string, context: Context, visit: Visit): Promise<Response> {
  const owner = await findOwner(token, context)
  if (!owner) return apologise('en', 'not_found')
  const { tenantId, language } = owner
  const outcome = await askOutcome(context, () => visit.call(context.env.TENANT.getByName(tenantId), token))
  if (!outcome.ok) return apologise(language, outcome.error.code)
  const words = WORDS[language]
  const sentence = visit.sentence(words, outcome.value.businessName)
  return respondHtml(layOut({ language, title: words.title, sentence, below: visit.below(words) }))
}

/** Asks the directory first: an object comes into being by being asked, and anybody can make up a link. */
async function findOwner(token: string, { env }: Context): Promise<FoundTenant | null> {
  const id = TOKEN.exec(token)?.[1]
  return id ? findTenant(env.DIRECTORY, { kind: 'tenant', tenantId: `ten_${id}` }, clock.now()) : null
}

function apologise(language: Language, code: RefusalCode): Response {
  const words = WORDS[language]
  const status = statusOf(code)
  const sentence = status === 404 ? words.gone : words.later
  return respondHtml(layOut({ language, title: words.title, sentence, below: '' }), status)
}
