import type { AdsLoss } from './work-event.ts'

/** How the business's advertising account was lost. Advertisements themselves go on running at Google. */
export const ADS_LOSSES: Record<'en' | 'es', Record<AdsLoss, string>> = {
  en: {
    token_revoked:
      'Google Ads is disconnected: the leave for Shoulder was taken back at Google. Your ads go on running.',
    not_ads_user: 'Google Ads is disconnected: this Google login has no Google Ads any more. Your ads go on running.',
    access_denied:
      'Google Ads is disconnected: this Google login may not enter the account any more. Your ads go on running.',
    account_closed: 'Google Ads is disconnected: the account is closed or suspended at Google.',
  },
  es: {
    token_revoked:
      'Google Ads está desconectado: se retiró el permiso para Shoulder en Google. Sus anuncios siguen activos.',
    not_ads_user:
      'Google Ads está desconectado: este usuario de Google ya no tiene Google Ads. Sus anuncios siguen activos.',
    access_denied:
      'Google Ads está desconectado: este usuario de Google ya no puede entrar en la cuenta. Sus anuncios siguen activos.',
    account_closed: 'Google Ads está desconectado: la cuenta está cerrada o suspendida en Google.',
  },
}

/** The key is forgotten here all the same. */
export const ADS_UNTOLD = {
  en: ' Google did not answer; you can take the leave back yourself at myaccount.google.com/permissions.',
  es: ' Google no respondió; puede retirar el permiso usted mismo en myaccount.google.com/permissions.',
}
