import type { EvidenceTable } from './evidence-table.ts'

/** Signs of thanks and of plain acknowledgement. They count in full only when they are all the text says. */
export const THANKS_EVIDENCE: EvidenceTable = {
  4: `
    @thank ~1 you? ~1 so? ~1 much? for|again|by ~2 stopping|coming|removing|getting|fixing|doing|all|everything|help|letting|following|quick|calling|your|quitting|taking|being|not
    great|good|excellent|amazing|awesome|wonderful|fantastic|perfect|nice|beautiful|best work|job|service|company|crew|team|experience
    job well done
    well done
    happy|pleased|thrilled|glad|satisfied|impressed|stoked ~2 with|you|i|we
    it|everything|all|ac|heater|toilet|sink|furnace|water works|working|running|looks|looking|look great|perfectly|beautiful|amazing|awesome|good|wonderful|fantastic ~2 @thank
    left|leave|leaving|gave|give ~2 review|stars
    five|5|<number> stars
    tech|technician|guy|guys|he|she|crew|team|everyone|they|plumber ~1 was|were|is|are ~2 wonderful|great|amazing|awesome|polite|professional|kind|excellent|fantastic|helpful|friendly
    you|u|yall|guys ~1 are ~2 best|great|awesome|amazing|lifesaver|lifesavers|wonderful|rock
    tell|give ~1 him|her|them|the|your|@name ~2 @thank
    @thank ~3 stopped|works|working|gone|fixed|perfect
    stopped|gone|fixed ~4 @thank
    muy|buen|excelente|gran trabajo|servicio|buen
  `,
  1.5: `
    @thank
    @ok
    <thumbsup>
    will do
    got it
    no problem|worries|prob
    welcome
    lol|haha|hahaha
    bye|goodbye|adios
    understood|noted|copy|roger|gotcha|bet
    have a|an
    entendido|listo|vale|sale|igualmente|amable|bendiga
  `,
}

/** The words that ask for texts to begin again; most of them only when they are the whole text. */
export const OPT_IN_WORDS = new Set(
  (
    'start unstop resume optin restart subscribe resubscribe reanudar reanude iniciar empezar comenzar suscribir ' +
    'suscribirme suscribete alta join rejoin signup inscribirme undo optmein reactivar reactivate activar reinstate continue unsilence unblock unmute'
  ).split(' '),
)

export const OPT_IN_EVIDENCE: EvidenceTable = {
  10: `
    start|resume|restart|begin|continue|recommence|reactivate|reinstate|enable|activate|unblock|unmute|renew ~1 @texting|sending ~2 me|messages|texts|again|us|my|updates|this|]
    start|resume|restart|begin|reactivate|reinstate|enable|activate|renew|unpause ~1 @fill* @message
    ^ @polite* start|resume|restart ~1 again|back|up @polite* $
    start|turn|switch it|them|texts|messages|this ~1 back|up ~1 on|again|up
    turn|switch ~2 @message ~2 back on
    turn back on ~1 @fill* @message
    back on ~1 @fill* @message
    opt ~2 back in
    opt ~1 me|us|my|this ~1 in
    opt in ~1 again|please|to|]
    [ opt in
    want|like|wish|ready to opt in|back
    sign ~1 me|us|up back|again
    sign me|us|up ~1 up? ~1 again|back
    sign me up ~1 for ~2 @message
    put|add me|us|my|number|this ~2 back ~1 on|to|in|]
    add me|us|my ~2 back
    resubscribe
    subscribe me
    [ subscribe
    unblock|unmute|reactivate me|us|number|texts ~1 ]
    unblock|unmute|reactivate my|this|the number|phone|texts|cell|messages|line
    re enable|activate
    take ~2 stop back
    take back ~2 stop
    do not|never unsubscribe|remove|delete|drop me|us
    have|has my|our permission|consent|ok|okay ~1 to
    (did not/never) ~1 want|mean|ask|intend|need ~1 to ~1 be|get ~1 removed|unsubscribed|stopped|blocked|deleted|off
    rejoin|re ~1 join? the|your|list|texts ~1 list|group|texts|alerts|messages|]
    resuscrib*
    cancel|undo|reverse ~2 unsubscribe|opt
    [ si|yes|please ~1 quiero|want ~2 mensajes|textos|texts|messages ]
    ignore|disregard my ~1 last|stop|previous ~1 stop|text|message|]
    it is ok|fine|alright|okay|cool to text|message|contact
    ok|fine|alright to text|message ~1 me|again|now|]
    you|u|yall can|may|could ~2 start|text|message|send|contact|resume ~3 again|now
    you can|may start ~2 again
    want|like|love|wish|happy ~2 to? ~1 get|receive|have|your|start|getting|receiving|the ~3 @message ~2 again|back|from
    want|like ~2 your|the|my @message ~1 again|back
    would like to ~2 receive|get ~2 @message
    want to receive|get ~1 @message
    do want ~1 @message
    did not mean|intend|want ~1 to ~3 stop|unsubscribe|opt|cancel|text|send|end|block ~1 stop|out|texts|the|you|messages|your|]
    not mean to ~2 stop|unsubscribe|opt
    accident|accidentally|mistake|mistakenly|accidently|oops|whoops ~6 stop|stopped|unsubscribe|unsubscribed|opt|opted|quit
    stop|stopped|unsubscribe|unsubscribed|opted|opt|blocked|quit ~6 accident|mistake|accidentally|mistakenly|accidently|error|oops
    accident|mistake|accidentally|mistakenly ~6 text|message|texting me|us ~1 again|back
    undo ~2 stop|that|opt|unsubscribe|it|]
    cancel|ignore|disregard|undo|forget|reverse|retract ~3 stop|unsubscribe|opt
    stop ~4 mistake|error|accident
    stop ~1 was|is ~1 for|someone|meant|not
    [ please? keep texting|messaging|sending
    can|may keep texting|messaging|sending|me
    keep the texts|messages|reminders|updates coming|on|going
    consent|agree ~2 to? ~2 @message|texted|contacted
    allow|accept ~2 @message
    @message|texting ~2 ok|fine|good again|now
    ok|fine|cool|good with ~1 @message|texting
    ok|alright|fine to ~1 send ~2 @message
    go ahead ~1 text|message|contact me|us
    feel free to text|message|contact
    un stop
    @message ~1 back? on
    do? did not want|mean|intend ~3 stop ~1 them|the|it|]
    why ~1 did you stop texting|messaging|sending
    want|miss ~1 @message again|back|on
    re ~1 subscribe|opt|add
    readd|reconnect|rejoin ~1 me|my|]
    add me|my|us ~2 to ~2 @list
    bring back ~1 @message
    activ*|reactiv* ~3 mensajes|numero|textos
    sigan|sigue|siga|seguir mandando|enviando|escribiendo
    error|querer|accidente|quise|queria|equivoque|equivocado ~4 stop
    stop ~3 error|querer|accidente
    inscrib*
    reverse ~2 stop|opt|unsubscribe
    unstop
    changed my mind about ~1 stopping|unsubscribing|stop|opting|the ~1 text|texts|messages
    kid|son|daughter|husband|wife ~1 texted|sent|hit|replied|typed|pressed|put stop|unsubscribe
    i|we texted|sent|said|replied|typed|put|hit|wrote stop ~4 but|now|want|would|can|please
    volver|vuelv* a ~1 escribir*|mandar*|recibir|enviar*|text*
    mensajes|textos ~1 otra|de vez|nuevo
    pueden|puede ~3 escribir|mandar|escribirme|mandarme|texte* ~3 otra|nuevo|vez|mensajes
    suscrib* ~2 otra|nuevo|vez|]
    darme|denme|deme|dar|dame|quiero de alta
    de alta
    empezar|iniciar|reanudar|reactivar|activar|comenzar ~2 mensajes|textos
    stop ~2 por|error accidente|error
    por error|accidente ~3 stop
  `,
}
