/** Why the advertising account is disconnected, and what that leaves standing. */

const WHY: Record<string, Record<'en' | 'es', string>> = {
  token_revoked: { en: ': its leave was taken back', es: ': se retiró el permiso' },
  not_ads_user: { en: ': the login has no Google Ads', es: ': ese usuario no tiene Google Ads' },
  access_denied: { en: ': the login may not enter it', es: ': ese usuario ya no puede entrar' },
  account_closed: { en: ': the account is closed at Google', es: ': la cuenta está cerrada en Google' },
}

export function adsDisconnected(detail: string | null, language: 'en' | 'es'): string {
  const why = WHY[detail ?? '']?.[language] ?? ''
  return language === 'en'
    ? `Google Ads is disconnected${why}. Your ads stay as they are; nothing in them is read or changed until you ` +
        'connect it again: Settings, Google Ads.'
    : `Google Ads está desconectado${why}. Sus anuncios quedan como están; nada se lee ni se cambia hasta que lo ` +
        'conecte otra vez: Ajustes, Google Ads.'
}
