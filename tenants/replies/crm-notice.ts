/** Why the CRM is disconnected, from the loss and, behind a space, the permission that was refused. */

type Words = Record<'en' | 'es', string>

const WHY: Record<string, Words> = {
  token_refused: { en: ': it refuses our key', es: ': rechaza nuestra clave' },
  location_gone: { en: ': it lets us into your sub-account no more', es: ': ya no nos deja entrar en su subcuenta' },
  scope_missing: { en: ': it refuses a permission', es: ': niega un permiso' },
}

export function crmDisconnected(detail: string | null, language: 'en' | 'es'): string {
  const [loss = '', scope] = (detail ?? '').split(' ')
  const why = (WHY[loss]?.[language] ?? '') + (scope ? ` (${scope})` : '')
  return language === 'en'
    ? `GoHighLevel is disconnected${why}. Your customers are served as before; leads wait and are written once you ` +
        'connect it again: Settings, GoHighLevel.'
    : `GoHighLevel está desconectado${why}. Sus clientes se atienden igual; lo pendiente espera hasta que lo conecte ` +
        'otra vez: Ajustes, GoHighLevel.'
}
