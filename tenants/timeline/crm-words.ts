import type { CrmLoss } from './work-event.ts'

/** What is wrong with the connection to the CRM. */
export type CrmTrouble = CrmLoss | 'no_pipeline' | 'calendar_gone' | 'workflow_gone'

/** What needs the technician there; `scope` is the permission's own name at GoHighLevel. */
export function describeTrouble(trouble: CrmTrouble, scope: string | null, language: 'en' | 'es'): string {
  return CRM_TROUBLES[language][trouble].replace('{scope}', scope === null ? '' : `: ${scope}`)
}

const CRM_TROUBLES: Record<'en' | 'es', Record<CrmTrouble, string>> = {
  en: {
    uninstalled:
      'Shoulder was uninstalled from your GoHighLevel account. Connect it again in Settings, GoHighLevel; nothing is lost.',
    token_revoked:
      'GoHighLevel takes our key no more. Connect it again in Settings, GoHighLevel; until then what is to be written waits.',
    token_refused:
      'GoHighLevel refuses our key, a new one as well. We try again every hour and lose nothing; if it stays so, connect ' +
      'it again in Settings.',
    location_gone:
      'We may not enter your GoHighLevel sub-account any more. If it still exists, connect it again in Settings.',
    scope_missing:
      'GoHighLevel refuses a permission that Shoulder needs{scope}. Connect it again in Settings and grant all that is asked.',
    calendar_gone:
      'The GoHighLevel calendar that visits go to is gone or switched off. Choose another one in Settings, GoHighLevel.',
    workflow_gone:
      'A workflow that customers are to be put into is gone or a draft in GoHighLevel. See Settings, GoHighLevel.',
    no_pipeline: 'Your GoHighLevel account has no pipeline named Shoulder. Settings, GoHighLevel says how to make it.',
  },
  es: {
    uninstalled:
      'Shoulder fue desinstalado de su cuenta de GoHighLevel. Conéctela otra vez en Ajustes, GoHighLevel; nada se perdió.',
    token_revoked:
      'GoHighLevel ya no acepta nuestra clave. Conéctelo otra vez en Ajustes, GoHighLevel; mientras, lo pendiente espera.',
    token_refused:
      'GoHighLevel rechaza nuestra clave, también una nueva. Lo intentamos cada hora y nada se pierde; si sigue así, ' +
      'conéctelo otra vez en Ajustes.',
    location_gone: 'Ya no podemos entrar en su subcuenta de GoHighLevel. Si aún existe, conéctela otra vez en Ajustes.',
    scope_missing:
      'GoHighLevel niega un permiso que Shoulder necesita{scope}. Conéctelo otra vez en Ajustes y conceda todo lo que pide.',
    calendar_gone:
      'El calendario de GoHighLevel para sus visitas ya no existe o está apagado. Elija otro en Ajustes, GoHighLevel.',
    workflow_gone:
      'Un flujo al que deben entrar clientes ya no existe en GoHighLevel o es borrador. Vea Ajustes, GoHighLevel.',
    no_pipeline:
      'Su cuenta de GoHighLevel no tiene un pipeline llamado Shoulder. Ajustes, GoHighLevel dice cómo crearlo.',
  },
}
