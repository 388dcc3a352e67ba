import type { EvidenceTable } from './evidence-table.ts'

/** Signs that somebody asks what it costs. */
export const PRICE_EVIDENCE: EvidenceTable = {
  // The next thing after one that was asked about.
  8: `
    ^ and|plus|also a|an|the|my|our|for|with ~2 @thing|@fix ~2 $
    hace|hacen|haria|tienen|dan|hay ~2 descuent*|rebaj*|especial|especiales
    ^ y|why un|una|el|la|los|las|mi|por ~2 @thing|@fix ~2 $
  `,
  4.5: `
    how much|mucho|expensive|cheap|pricey
    how much
    how many money|dollars|<money>
    what|how ~1 would|will|am|are|might|should|could i|we|it ~1 be|looking ~1 paying|pay|owe|owing|out|at|spend|spending|run
    have|is|there ~1 a minimum
    do|give|offer|have|get free|gratis ~1 @money|inspection|inspections|consult*|diagnos*
    fee|charge|penalty|cost ~2 if|to|for ~4 cancel|canceling|reschedule|no
    is|are there ~1 a|any ~1 penalty|penalties
    how <money>|many|mucho ~1 dollar|dollars|money|<money>|bucks
    how <money>
    what|wat ~3 @money
    what do|does|would|will|did|you|yall|it|that ~3 charge|cost|costs|run|charging|get|ask|asking
    what|whatll ~1 will|would|does|it|something|that ~3 cost|run|set
    ^ @money ~1 $
    ^ a|any|the? @money please|list|range|estimate
    [ @money for|to|of|on|per|please|range|list
    can|could|may|need|want|like|looking|get|give|wanting|just|getting|send|have|would ~3 a|an|your|the|some|ballpark|rough|me|us|pricing|free ~2 @money
    @do ~2 you|yall|there|they ~3 charge|fee|fees|charges
    is|are there|their ~2 @fee
    is|are ~3 @money ~1 free|negotiable|final|firm|included|extra
    free ~1 @money|quote|estimate|estimates|consultation|inspection
    @money ~1 @be ~1 free
    [ is|are it|that|this|they|the|diagnosis|visit|inspection|consultation ~1 free
    ballpark
    ball park
    what does|do|would|is ~4 run|cost ~1 installed|me|]
    can|could you ~1 do|go ~1 better|lower|less|cheaper|any
    so high
    waive|waived
    owe
    debo
    total
    cheapest|cheaper|lowest ~1 option|way|price|you|one|rate
    quoted ~3 match|beat
    @be|get i? ~1 charged
    is|was ~2 <amount>|<money> too|a|fair|on|right|the|normal|waived
    price range
    [ range ]
    a como
    getting|comparing ~2 @money
    hay|tiene ~2 cargo|costo
    cobraria|cobrarian
    bill ~2 hourly|hour
    inquire|ask|wondering|know|idea|about ~3 @money|expense|much
    @do ~1 you|i ~2 pay ~2 for|extra|separately
    get for that|it|a
    ur|your @money
    send ~2 @money
    rough|approximate|approximately|roughly|approx|around|estimated ~2 @money|much|amount|number|figure
    trip|service|call|diagnostic|dispatch|visit|travel|hourly|flat|labor|after|weekend|emergency|minimum|inspection ~2 @fee|rate|rates|price
    hourly|flat rate
    hourly or|flat
    per|an|by|the hour ~1 or|]
    charge by|per|for|extra|more|to
    by the hour|job
    any|offer|have|give|got|is|do ~2 discount|discounts|specials|special|coupon|coupons|deal|deals|promo
    senior|military|veteran|vet|first discount
    price match
    can|could|would|will you beat|match ~2 <money>|<amount>|<number>|price|that|their|quote
    can|could|would|will|you|it|do ~2 cheaper|lower|less|better|discount
    come down on
    you take|accept <number>|<money>
    can|could|would|will ~4 for <number>|<money>
    @do you|yall|there ~2 have|offer|do|give ~2 discount|discounts|specials|coupons|deals|free
    are you ~2 expensive|cheap|affordable|reasonable|pricey
    for <money> ]
    do|does that|it|this|price|the ~2 include|cover
    @be|that tax|parts|labor ~1 included|extra
    with|include|including|includes|plus parts|labor|tax|install
    is|it|that|why|so ~2 expensive|pricey|costly
    [ why so much|expensive|high
    is|it|be|would ~2 more|less|over|under|about|around than? <money>|<amount>|<number>
    <money> ~1 a? fair|reasonable|right|normal
    what is ~1 damage|included
    whats|what|the damage
    money
    what ~1 owe|pay
    going|gonna|will|would|it ~2 cost|run|charge|set ~1 me|us|be|]
    expect to pay
    prices
    pricing
    cuanto|cuanta|cuantos me|nos|cuesta|cobra|cobran|cobras|sale|saldria|seria|es|vale|por|para|mas|el|la|costaria|cuestan|cobrarian|cobraria|salen|le|les|sera|dinero|charge|for|piden|va|van|pagaria|debo|cobro|mi|un|de|to|is
    cuanto
    ^ cuanto $
    en cuanto
    que precio|costo|tarifa|precios
    precio|precios|costo|costos|presupuesto|cotizacion|cotizar|coticen|cotice|cotizaciones|tarifa|tarifas|cotizarme
    cobran|cobra|cobras|cobrar
    @be|la|el|dan|hacen|dar|da|los|son|visita|estimado|presupuesto ~1 gratis
    estimado|estimados|estimate gratis
    por hora|trabajo o
    descuento|descuentos|barato|economico|caro
    cuesta|cuestan
  `,
  2: `
    quote
    estimate
    cost
    price
    fee
    <money> ]
    discount
  `,
}

/** A visit named only to ask what it costs. */
export const PRICED_VISIT_PHRASES = [
  'how much @costly* @costly* @costly* come|coming|send|sending|visit|look|take|fix|repair|replace|install|check|out ~2 look|fix|out',
  'charge|cost|costs|fee|charges ~1 for|to|just ~3 come|send|visit|look|coming|estimate|appointment',
  'come down on',
  'cuanto ~3 por|para|la venir|visita|mandar|ir|instalar|arreglar|cambiar',
  'cobran|cobra por|la ~1 venir|visita|mandar',
  'free|gratis ~1 visit|appointment|visita',
]
