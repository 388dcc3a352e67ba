/** Steps of the registration for texting, as the timeline tells them. */
export const REGISTRATION_STEPS: Record<'en' | 'es', Record<string, string>> = {
  en: {
    submitted: 'The registration for texts went to the carriers.',
    brand_approved: 'The carriers approved the business; the campaign comes next.',
    brand_rejected: 'The carriers rejected the business. The registration is open again.',
    campaign_approved: 'The carriers approved the campaign: texts may go out.',
    campaign_rejected: 'The carriers rejected the campaign. The registration is open again.',
    suspended: 'The carriers suspended the number for texts.',
    reinstated: 'The number may send texts again.',
  },
  es: {
    submitted: 'El registro para enviar mensajes fue a las operadoras.',
    brand_approved: 'Las operadoras aprobaron el negocio; ahora falta la campaña.',
    brand_rejected: 'Las operadoras rechazaron el negocio. El registro está abierto otra vez.',
    campaign_approved: 'Las operadoras aprobaron la campaña: ya pueden salir mensajes.',
    campaign_rejected: 'Las operadoras rechazaron la campaña. El registro está abierto otra vez.',
    suspended: 'Las operadoras suspendieron el número para mensajes.',
    reinstated: 'El número puede enviar mensajes otra vez.',
  },
}
