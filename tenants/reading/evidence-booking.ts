import type { EvidenceTable } from './evidence-table.ts'

/**
 * Signs that somebody should come. Asking for a visit or settling its time weighs more than asking for a price,
 * because a text that does both is a booking; telling of something broken weighs less.
 */
export const BOOKING_EVIDENCE: EvidenceTable = {
  6: `
    ^ both|ambos|ambas please|work|works|fine|good|sirven|favor? $
    ^ both of them|these|those $
    can|could|would|will|may|please @you|someone|@someone|he|she|they|a|the|one|your ~3 come|stop|swing|drop|send|visit
    can|could|would|will|please ~1 send ~1 @someone|him|her|a|your|out
    can|could|would ~1 you ~1 come|be ~1 out|here|over|by|today|to
    [ please? come|swing|stop ~1 by|over|out|asap|now|today|through|tomorrow|check|take|look|fix|get|give|anytime
    come ~2 @when|asap|soon|now|anytime
    stop|swing|drop by|in ~1 @when|anytime|whenever|after|before|please|and|to|the
    [ please? send|dispatch ~2 @someone|him|her|them|out
    need|want|like|needing|looking|wanting ~3 @someone ~2 to|out|come|asap|here|today|now|that|who|for
    need|want|looking|needing|get for? a|an|your? ~1 @trade
    need|want|like|looking|trying|ready|wanting ~1 to? ~2 schedule|book|appointment|reschedule
    make|set|schedule|get|book|have|need|want|change|move|confirm|keep|cancel|reschedule ~2 an|a|the|my|our|up|your? appointment|visit|appointments
    set up a|an|the time|date|day|estimate|appointment|visit
    set something up
    [ schedule|book me|it|us|an|a|the|them|for
    schedule|book me|us|it|something|service|repair
    put|get|pencil|sign|fit|squeeze|slot|add me|us ~1 down|in|on|schedule
    on the|your schedule|calendar|books
    when|how|what|which ~3 can|could|will|would ~1 you|someone|somebody|@someone|he|they|i|we ~2 come|be|get|make|do|send|stop|swing|fit
    how soon|quick|quickly|fast|early can|could|would|will|is
    when @be|can ~1 you|your|the|someone|u|yall ~1 next|available|free|soonest|earliest|come|first|have|able
    what ~1 day|days|time|times|slots|openings|dates ~1 can|could|work|works|would|available
    what ~1 day|days|time|times|slots|openings|dates do|are|is ~1 you|yall|good|best|u ~1 have|available|free|able|come|got|]
    what do you have ~1 available|open|tomorrow|@when|this|left|free
    what @be? ~2 soonest|earliest|next|first ~1 availability|available|appointment|you|opening|slot|time|can|]
    what is your|the soonest|earliest|next|availability
    soonest|earliest ~1 you|someone|appointment|available|availability|can|time|opening
    do|you ~1 have|got ~3 openings|opening|availability|slots|slot|available|anything|time ~2 @when|sooner|earlier|left|open|this|next|later
    do you have ~2 @slot|anyone|someone
    i|we will be home|here|there|ready|waiting
    good|fine|ok|works|perfect for|with|by me|us
    i|we ~1 accept
    [ accepted
    [ deal ]
    haganlo|hagalo|hagale|adelante
    [ do|fix it ]
    ok|yes|please|then do|fix it
    got the job
    do you have ~2 openings|opening|availability|slots|slot|appointments
    any ~1 openings|availability|slots|appointments|chance ~2 @when|of|you|this|someone|we|for|i
    anything|something ~1 today|tomorrow|@when|sooner|earlier|available|open|later
    are|r|is you|anyone|someone|@someone|yall ~1 available|free|able ~2 @when|to|now|this|after|around|for
    @you available|free @when|now|this
    available @when|now
    can|could|should|may ~1 we|i|you ~2 do|make|move|push|change|reschedule|switch|schedule|bump|swap|book|set|shift|delay ~3 @slot|earlier|later|instead|appointment|back|up|to|another|time|week
    can|could you do ~2 @slot
    how ~1 does|is|about ~2 @slot ~1 sound|look|work
    when ~3 available
    can|could|able|please you? to? ~1 fix|repair|replace|install|unclog|snake|look|check|help|service|come ~4 today|tomorrow|@when|asap|now|soon|week
    reschedule
    move|push|switch|change|bump me|it|us|this|that|my|the|our ~2 to|back|up|appointment|until|till
    cancel ~4 @visit|@when
    need|want|have|like to cancel|reschedule|move|change|postpone ~3 @when|@visit|]
    can not make it
    something came up
    how|what about|bout ~2 @slot
    does|would|will|is|do|did ~3 @slot ~2 work|ok|good|available|possible|open|fine|free|suit|doable
    work|works|ok|good|fine|better|best for|with you|yall
    @yes @slot
    @yes ~2 please|that|works|come|i|we|fine|this|book|schedule|let|it|sir|ma'am|maam|tomorrow|ok|perfect|sounds|still|thank|need|confirm
    ^ @yes $
    ^ @yes @yes $
    ^ @yes @thank ~2 $
    @slot|that|it|time|this|one|which ~2 works|work|good|perfect|fine|great|better|best|ok|suits for|with|thanks|thank|see|please|just|me
    @slot|that|it|one|time works|good|perfect|ok|sounds|fine
    @slot @be ~1 good|ok|fine|perfect|great|best|better
    [ @ok? that|it|time works|will
    that|it will work|do
    that would be ~1 great|good|perfect|fine|wonderful|awesome|nice|amazing|lovely|ideal|helpful
    [ works ]
    works|work for me|us
    sounds good|great|perfect|fine|like|awesome|wonderful|lovely
    see you|ya|u|yall ~2 @when|then|there|soon|at|around|monday|in|later
    @ok @slot
    ^ @ok @slot
    ok|alright|great|perfect|yes|yeah|fine|cool come|send|lets|book|schedule|see|when
    lets|let|letus us? ~1 do|book|go|schedule|make|plan|set|say|get
    lets go
    book|schedule it|me|us|them
    i|we|will ~1 take|like|pick|choose|go|prefer|want ~2 @slot|first|second|last|slot|appointment|third|earlier|option|one
    first|second|third|last|earlier|later|former|latter|either one|option|slot|time|works
    option <number>
    [ @slot|anytime|asap|now please
    ^ @slot $
    ^ @slot @slot $
    ^ on|at|around|by|for|this|next|before|after|between|about @slot ~3 $
    ^ anytime|whenever
    anytime|any|whenever ~1 after|before|between|@when|is|works|time|you|tomorrow|fine
    i|we|ill am|are|will|can|could ~1 be? ~1 home|here|free|available|off|there|around|open ~2 @slot|after|all|until|by|at|between|this|now|till|in|then|from|before
    i|we can do|meet|be @slot|there|here|home
    i|we am|are home|here|outside|free|available|off ~1 @when|now|after|all|until|tomorrow|waiting
    waiting for|on you|yall|him|someone|the|your
    go ahead
    [ confirm|confirmed|confirming
    i|we|to|can confirm
    fine|ok ~1 come|schedule|book
    you are hired
    [ approved ]
    [ @ok? do it ]
    i|we|will will|ill? take it
    need|needs|want|still ~1 it|this|that|them ~1 to? ~1 be? done|fixed|looked|repaired|finished|handled ~1 today|tomorrow|@when|asap|soon|by|before|]
    i|we still need ~1 someone|it|help|you|@someone|that|the|a
    push|move|bump|slide it|us|me|that ~1 an|a|one|by|up|back ~1 hour|bit|little|day|week
    when are|r|will you|they|yall ~1 be? coming
    stop|swing ~1 here|by first
    never mind the ~1 @thing
    asap
    as soon as possible
    right now
    right away
    emergency
    urgent|urgently
    need|want|like|would ~2 an? ~1 appointment
    call|text me|us ~3 schedule|set|book|appointment
    need|want|like|please ~2 come|coming out|over|by|look|fix|take|and|check
    have|get|want|need|wait ~1 @someone|someone|him|them come|out|look|fix|check|stop|swing
    get @someone|him|them out|here|over|to
    come ~1 give|do|check|look|fix|take|see|assess|measure|inspect
    come and|n|to? ~1 give|do|check|look|fix|take|see
    day|days|time|times work|works|worked best|better|for
    @when ~2 is best|better|good|fine|preferred|preferably|perfect
    dispatch
    same day
    squeeze|fit ~1 in
    venga|vengan|venir|viniera|vinieran|vienes|pasen|pasar|pase ~3 hoy|manana|@slot|favor|cuando|ahora|rapido|urgente|ya|a|por|al
    puede|pueden|podria|podrian|podra|puedes ~2 venir|pasar|mandar|enviar|hoy|manana|@day|agendar|llegar|mirar
    llegue|lleguen|lleguenme|llegar ~2 temprano|tarde|tiempo|puntual|antes|despues|manana|hoy|@slot|favor
    traiga|traigan|traer|traigame ~4 favor|escalera|herramienta|herramientas|repuesto|pieza|piezas|llave
    mande|manden|mandar|envie|envien|mandenme|mandeme ~1 a|un|alguien|plomero|tecnico|electricista
    necesito|necesitamos|ocupo|quiero|busco|quisiera|requiero|ocupamos ~1 un|una|al|que|a ~2 plomero|tecnico|electricista|cita|venga|vengan|alguien|servicio|visita
    cita|agendar|agenda|reservar|programar|citas
    cuando|que ~2 puede|pueden|podria|podrian|vienen|viene|tienen|tiene|podran ~1 venir|pasar|disponible|mandar|cita|espacio|llegar
    que dia|hora|horario|dias ~1 puede|pueden|tiene|tienen|viene|vienen|disponible
    tiene|tienen|hay|estan|esta ~2 disponible|disponibilidad|espacio|cita|lugar|tiempo ~2
    lo mas|antes pronto|posible
    nos vemos
    me parece|queda|sirve bien|perfecto
    esta bien ~2 @slot
    @slot ~1 esta|estaria|me|mejor bien|mejor|queda
    mejor el|a|en|por|manana ~1 @slot
    [ si por|claro|venga|esta|manana|me|quiero|a|necesito|el
    claro que si
    cambiar|cancelar|mover|posponer ~1 mi|la|nuestra|una cita
    ^ ahorita mismo? @polite* $
    [ urge un|una? @trade
    ^ ya mismo @polite* $
    ^ en|dentro de? <number>|una|dos|tres|media hora|horas|minutos @polite* $
    ^ la|el|este? proxima|otra|siguiente|fin de? semana @polite* $
    no puedo manana|hoy|el|ese|a
    <calendar>
  `,
  4: `
    call me|us
    call|callback me|us? back
    give|giving me|us a|call ~1 call|ring|back|buzz
    can|could|would someone|somebody|you|anyone call|phone ~1 me|us
    call asap|now|please
    llama*|marqu*|llame*|llamen* por|para|cuando|favor|me|]
    [ llamame|llameme|llamenme|marqueme|marcame
    me|nos puede|pueden|podria|podrian llamar|marcar
    fix|repair|replace|install|unclog|snake it|my|this|the|our today|tomorrow|asap
    can|could|would|will|able|please ~1 you|someone|somebody|anyone|@someone|to ~1 fix|repair|replace|install|unclog|snake|look|check|help|inspect|remove|clean|move|take|put|swap|hook|add|clear|patch|run|tighten
    need|want|like|looking|hoping|wanting|trying|would ~2 have|get|to|getting|a|an|my|our|some|the|new|help ~3 @fix|@thing|help
    need|needs|needing|want @fix|@thing|help|service|repairs|work|hvac|plumbing|electrical
    needs ~2 @fix|be
    looking for|to ~2 @fix|@someone|@thing|help|service
    need ~1 help ~1 with|@be|my|getting|asap
    help with|my|me|us ~3 @thing|leak|@fix|broken
    interested in ~2 @fix|scheduling|getting|having|@thing|service
    my|our|the address is
    <number>|<amount> ~3 st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|ct|court|way|cir|circle|pkwy|hwy|trl|trail|pl|apt|terrace
    i|we|just|was|am|hi called|calling|calld ~1 about|because|earlier|regarding|for|to|bc|cause|re
    called|calling ~1 about|regarding|because|for|to ~1 a|my|the|our|get|getting|schedule|have|see
    sorry ~1 missed your|ur|the call
    i|we missed your|ur call
    [ reply|answer yes
    on my way home
    flooding|flooded
    gas leak|smell
    smell|smells|smelling ~1 gas
    huele a gas
    fuga de? gas|agua
    water everywhere
  `,
  2.5: `
    @thing|it|water|drain|my|everything|main|line|pipe|power|house|outlet @be|just|keeps|keep|still|has|got|started|went|gets ~3 @broken|out|off|acting|making|running|backing|not|down|bad|coming|smells|smoking|freezing|hot|cold|blowing
    my|our|the ~2 @thing ~2 @broken|out|wont|stopped|quit|died|backed|keeps|running
    my|our ~3 @broken
    @broken ~2 @thing
    @thing ~2 @broken
    @thing ~1 will|do|does|is|are|can not ~2 flush|work|working|turn|turning|drain|draining|stop|open|close|heating|cooling|cool|heat|start|starting|light|lighting|come|shut
    @thing stopped|quit|died|went|broke|dead
    stopped|quit working|cooling|heating|draining|flushing|blowing|running
    no hot|heat|ac|water|power|electricity|cooling|air|hot ~1
    leak|leaking|leaks ~2 under|in|from|all|at|on|behind|near|everywhere|around
    leak*
    clog*
    burst|busted
    backed|backing up
    not ~1 cooling|heating|draining|flushing|working|turning|lighting|igniting
    water ~2 coming|pouring|dripping|leaking|shooting|spraying|gushing|all|running
    will not stop ~2
    breaker ~2 tripping|trips|keeps|tripped
    lights flickering
    sparking|sparks|smoke|smoking
    sewage
    overflow*
    no hay|tengo|tenemos|sale agua|luz|calefaccion|gas|caliente
    no ~1 sirve|funciona|enfria|calienta|prende|baja|enciende|jala|trabaja|camina
    se|me ~2 tapo|rompio|descompuso|revento|quemo|tapado|inundo|inundando|cayo|fue|tapa
    tapado|tapada|tapo|fuga|goteando|gotea|tirando|tira|rota|roto|inundando|inundado|inundacion
    tenant ~3 @broken|reports|no|has|@thing
  `,
}
