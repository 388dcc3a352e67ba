import type { EvidenceTable } from './evidence-table.ts'

/** Signs that somebody asks what it costs. */
export const PRICE_EVIDENCE: EvidenceTable = {
  4.5: `
    how much|mucho|expensive|cheap|pricey
    how much
    how many money|dollars|<money>
    what|how ~1 would|will|am|are|might|should|could i|we|it ~1 be|looking ~1 paying|pay|owe|owing|out|at|spend|spending|run
    have|is|there ~1 a minimum
    do|give|offer|have|get free|gratis ~1 @money|inspection|inspections|consult*|diagnos*
    fee|charge|penalty|cost ~2 if|to|for ~2 cancel|reschedule|no
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

/** Signs of any other question or word about the business or the job. */
export const QUESTION_OTHER_EVIDENCE: EvidenceTable = {
  11: `
    cuanto|cuantos ~1 tiempo|anos|tarda*|demora*|dura*|falta
    gate ~2 code
    (did not/never/not) ~1 get|got|receive|see ~2 @texts|reply|call|answer|email
    @texts ~1 @be? not ~1 going|go|sending|delivering through
    who|how do i|we ~1 call|contact|cancel ~1 to? cancel|complain|]
    what if
    do i|we ~1 have|need to ~1 cancel|be|leave|move|remove|sign|turn|shut
    can|could i|we ~1 cancel ~1 anytime|online|later|if|my|after|before|]
    cancellation ~1 policy|terms|window
    when|what do|does|will|time ~3 end|ends|expire|quit|finish|start
    do ~1 you|yall|u stop|quit|end|finish ~1 for|at|on|working
    how do|can|to i|you|we? ~1 stop|make|keep|slow|prevent ~4 until|from|before|myself|meantime
    how ~3 make it stop
    will ~2 pass|last|hold|hurt ~1 inspection|after|for|long|once|when|if|]
    will|does the|it|this ~1 noise|leak|dripping|smell|it stop ~2 after|by|on|once|when|itself
    am i ~2 schedule|list|calendar|books
    i|we was|were|got ~1 charged|billed|overcharged|double ~1 twice|double|wrong|extra|again|charged|billed
    is this ~1 number|line|phone ~1 good|ok|fine|able|set
    door|gate|garage is ~1 open|unlocked|locked|broken?
    which ~2 end|side|way|one|filter|size
    como paro|cierro|apago|detengo
    necesito|tengo que? estar
    quitan|pintan|limpian|venden|ofrecen|cubren
    code ~3 gate
    how many years|people|techs|trucks|days|employees
    how much time|longer
    how long
    here yet
    @be ~2 still? waiting
    still waiting|esperando
    esperando
    he|she|they|tech|guy|you forgot|left|scratched|broke|damaged
    text me when
    [ hours
    how late|far
    what|when ~2 you ~1 open|close
    part|parts|permit come|arrive|arrived|in|ready|came ~1 in|yet|]
    you|yall|he|they fixed ~3 again|covered|warranty|still
  `,
  5: `
    licensed|insured|bonded|certified|license|certificate|w9|coi|licencia|asegurados|seguro
    background ~1 checked|check|checks
    where ~1 are|r|is ~1 you|yall|your|u|located|based|office|shop|the|he|she
    where ~2 located|based|you
    do|does ~1 you|yall|u|ya ~2 service|cover|serve|work ~2 in|my|this|the|area|<number>
    what|which ~1 area|areas|cities|counties|neighborhoods|towns|brands|brand|kind|type|forms|payment|size|neighborhood|truck|neighborhoods
    do|does you|yall|u|ya ~1 work|do|service|handle|install|sell|fix|repair|carry|offer|use|replace|haul|pull|take|accept|warranty|guarantee|recommend|need|provide|invoice|stock|have|speak|clean|also|still|supply|finance|bill|clear|treat|remove|charge
    can|could ~1 you|u|yall ~1 send|email|text|mail|forward|resend|provide ~2 me? ~2 invoice|receipt|copy|w9|coi|certificate|proof|pictures|pics|photos|info|details|link|name|number
    you|u|yall|guys do|work|service ~1 @thing|gas|commercial|residential|on|sewer|roofs|electrical|hvac|plumbing|ac|weekends
    provide ~1 proof
    @do|are you|yall ~1 local|open|family|veteran|union|hiring|near
    your ~1 hours|website|email|address|reviews|number|location|schedule|policy|business
    what|when|are|is ~2 hours|open|close|closed
    open|work ~1 on? ~1 weekends|sunday|sundays|saturdays|saturday|holidays|late|thanksgiving|christmas|today|now
    after|emergency hours|service|calls
    24 hours
    warranty|guarantee|guaranteed|warrantied
    take|accept|with|by|via|use ~2 @pay
    can i ~2 pay|use|send|text|email|flush|shower|still
    @pay ~2 plan|plans|options|methods
    how ~2 pay
    how long|many
    how old|big|often|does|come
    years ~3 business|experience
    is|it|will ~1 safe|normal|bad|dangerous|ok to|if|that|for
    should|do|must|can i|we ~1 turn|shut|need|have|leave|use|call|remove|buy|still|be|replace|do|flush|run|clear|move
    how do|can|to i|you|we? ~1 turn|shut|reset|relight|stop|know|clean|find|pay|do|use|prevent
    what should|if|happens|causes|caused|does|size|kind|do
    why|what ~1 does|is|would|do|are ~3 my|it|this|that ~3 keep|making|brown|clogging|mean|cause
    who is|will ~2 coming|come|tech|be|the
    tech|technician|guy|plumber|he|she|someone|they ~2 coming|way|name|left|showed|here|arrive|get
    is|are he|the|she|you|yall|someone|they ~2 still? coming|way|route|late
    on your|the|his way
    eta
    still coming
    what time ~1 is|was|will|does|he|she|they|you ~2 my|he|the|your|tech|appointment|guy|arrive|open|close|get
    when ~1 is|was my|our|the appointment
    no one|nobody|noone showed|came|called|ever|has
    nobody|no|never ~1 showed|came
    did|have|has you|yall|u|he|the|anyone ~1 get|got|receive|see|finish|order|find|hear
    any ~1 update|updates|word|news
    status
    picture|pictures|pic|pics|photo|photos|video|foto|fotos|image
    invoice|receipt|factura|recibo
    gate|door|lockbox|garage ~1 code
    code is|<number>
    key ~2 under|mat|lockbox
    park|parking
    dog|dogs|cat|cats
    manager|owner|supervisor|complaint|refund
    speak|talk ~1 to|with ~2 someone|manager|owner|person|dave|somebody
    model|serial ~1 number|is
    it|its|is ~2 gallon|years|year|rheem|kohler|moen|gas|electric|copper
    speak|speaks|speaking|habla|hablan ~1 spanish|english|espanol|ingles
    permit|permits|subcontractors|hiring|jobs
    difference|better|recommend|worth
    customer supplied
    financing|finance
    donde ~1 estan|esta|queda|quedan|viene|se|andan
    que ~1 area|areas|horario|horarios|marca|marcas
    cual es su|el|la ~1 horario|direccion|telefono|correo|pagina
    a que hora abren|cierran|abre|cierra|llega|llegan
    abren|trabajan|cierran|atienden ~2 los|el|en|hoy|fines|domingo|sabado
    tienen|tiene|dan|ofrecen|da ~1 licencia|garantia|seguro|insurance|financiamiento|pagina|experiencia
    hacen|hace|arreglan|instalan|trabajan|reparan|venden|vienen|aceptan|tambien|hacen|instala ~2
    aceptan|acepta|puedo ~2 tarjeta|efectivo|pagar|zelle|cheque|mandar
    ya ~1 viene|vienen
    como apago|cierro|puedo|hago|prendo|pago
    quien va|viene
  `,
  1.5: `
    do|are|does you|yall
    should i
    do i
    can i
    is it|there
    what if|about|kind
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
