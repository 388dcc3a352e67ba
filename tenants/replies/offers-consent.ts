/**
 * What somebody agrees to who wants offers by text: who may send them, that a machine does, that nothing has to be
 * bought for it, and how to end it (47 CFR 64.1200(f)(9)).
 */
export function offersConsent(businessName: string, language: 'en' | 'es'): string {
  return language === 'es'
    ? `Acepto recibir de ${businessName} ofertas por mensajes de texto automatizados a este número, como planes de ` +
        'mantenimiento. No es condición para comprar nada. Se pueden aplicar tarifas de mensajes y datos; la frecuencia ' +
        'varía. Puedo responder STOP en cualquier momento.'
    : `I agree to get offers from ${businessName} by automated text message to this number, such as maintenance plans. ` +
        'I need not agree in order to buy anything. Message and data rates may apply; frequency varies. ' +
        'I can reply STOP at any time.'
}
