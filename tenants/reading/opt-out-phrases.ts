import { phrases } from './phrase.ts'

/**
 * Words that carriers and the FCC's rule count as an opt-out when they are the whole text, with ours added: the
 * Spanish ones, the French one AWS knows, and the shape of a hand. `stop` counts as a whole clause as well.
 */
export const OPT_OUT_WORDS = new Set(
  (
    'stop stopall unsubscribe cancel end quit revoke optout remove arret baja alto parar pare paren parenle detener ' +
    'detente detenganse cancelar cancelen basta salir eliminar borrar quitar dejen dejenme td desist cease enough ' +
    '<finger> block unlist delete terminate discontinue halt parele parale parenle parenla silence mute exit unenroll deregister'
  ).split(' '),
)

/** Wordings that ask for silence wherever they stand in a text. Guards below name where they do not. */
export const OPT_OUT_PHRASES = phrases(`
  @stop @fill* @texting
  @stop @fill* @fill* @message
  @stop @fill* being texted|messaged|contacted|called
  @stop @fill* getting|receiving ~3 @message
  stop ~1 the|these|this|those|all|your|los|las|with|con ~1 @message
  stop|quit|cease hitting|blowing ~2 up|line
  stop|quit|cease|halt contact|communication|communications|communicating|correspondence
  stop|quit|cease all ~1 contact|communication|communications|correspondence|calls
  cease and desist
  quit it with
  if|wish you|yall|they ~2 stopped|quit ~2 @texting
  lay|ease|back|knock|cool|hold|layoff off|up|it|down ~1 on|with|of? @fill* @message
  enough ~2 @message
  stay|get off|out|outta of? my phone|line|cell|inbox
  mute|silence me|this|my
  do not ~1 accept|allow|read|take|answer|welcome ~1 @message
  you ~2 text|message|call ~1 too much|often|many|damn
  quit|stop playing ~1 on|with my
  desuscrib*
  darse|darnos de baja
  cancelar|cancelen|cancele ~2 suscripcion
  [ knock it off
  [ cut it out
  [ cut it ]
  [ stop and desist
  stop|quit following up
  stop with|w these|this|the|all|your bs|crap|nonsense|mess|shit
  (do not/never) ever|please|you|all|just? @touch|reach @me
  (do not/never) ever|please|all|just? call|text|message|contact|email|write and|or|nor call|text|message|contact|email|write
  (do not/never) ever|please? @touch|reach out? again|anymore|ever|further|more|no
  (do not/never) ever|please? @touch ]
  [ please? (do not/never) ever? reach out
  (do not/never) ever|please? send @me ~3 @message|more|anything|else|anymore|shit|again|nothing|these|this
  (do not/never) ever|please? send @me ]
  (do not/never) ever|please? send|keep|be ~1 any|these|more|this|anymore|no @message|more|of|texting
  (do not/never) ever|please? send any|these|more|this|anymore ]
  (do not/never) ever|please? send ~2 @message|anything|nothing|shit
  (do not/never) be|keep|start ~1 @texting
  do not ~1 bother @touch|@texting
  do not ~2 want|wish|need|care|like|desire ~1 to ~1 be|get|receive|being|getting|keep|continue ~4 @message|@touched|@texting
  do not ~2 want|wish|need|like|desire ~1 your|these|any|any|more|further|the|you|yall|to|this ~1 @message|@texting
  do not ~2 want|wish|need|like ~2 @message ]
  do not ~1 want|need|like you|yall|them|your|anyone|people|this ~2 to? @touch|texting|messaging|contacting|bothering
  do not ~1 want|wish|care|need ~2 hear from you|yall|your|this|them|the
  do not ~1 want|wish|like ~2 any ~1 contact|communication|communications
  do not ~1 want|wish to be on ~3 @list
  do not like getting|receiving ~1 @message
  no longer want|wish|interested|like|care|need ~1 to? ~2 be|get|receive|hear|in|receiving ~3 @message|@touched|@texting|you|yall|these|this|them
  no longer want|wish|need your|these|any|the|to ~2 @message
  did|do not ~1 sign|signed up for this|these|that|texts|text|messages|automated|spam|it ~2 ]
  did|do not ~1 sign|signed up for any|the|your|this|these ~2 @texts|list
  never|not ~1 sign|signed up for this|these|that|texts|text|messages|automated|spam|it ~2 ]
  never|not ~1 sign|signed up for any|the|your|this|these ~2 @texts|list
  did|do|never|not ~1 consent|consented|agree|agreed|subscribe|subscribed|authorize|authorized|opt|opted ~1 to|in|for ~2 @message|@touched|@texting
  did|do|never|not ~1 consent|consented|subscribe|subscribed|authorize|authorized|opt|opted ~1 to|in|for this|these|any|it|in
  did|do not consent
  never consented
  do not have ~1 permission|consent ~1 to @touch
  did not ~1 ask for ~1 texts|messages|spam
  no more|further|additional|mas|additonal|longer ~2 @message|contact|calls|texting|messaging|contacting|communication
  no mas @message
  [ @ask* no @message ]
  [ no texting|messaging ]
  [ no @message|texting please
  ^ @polite* no more @polite* $
  [ please no more ]
  [ enough with|of ~2 @message
  [ enough of|with this|these|your
  [ @ask* that is? enough @message
  [ @ask* enough already
  @erase me|us|myself from|off|please|now|immediately|out|of|today|thanks|thank
  [ @ask* @erase me|us ]
  can|could|will|would|please you? please? @erase|unsubscribe me|us ]
  want|like|asked|request|requested|requesting|need|asking|demand ~1 to be|get removed|deleted|off|unsubscribed|unlisted|taken
  @erase ~1 my|this|the|our ~1 phone|cell|mobile|home|work|cellphone|telephone? @number ~1 from|off|out|please|now|immediately|thanks|you|thank|asap
  @erase my|this|our|mi ~1 phone|cell|mobile|home|work? @number
  @erase this|the number
  @erase ~2 my info|information|data|contact|details
  removed|deleted|unlisted|scrubbed|taken from|off ~1 the|your|this|all|any|that ~2 @list|here|messages|thing|campaign|]
  be|get removed|deleted|unlisted|scrubbed ]
  take|get|pull|kick|keep|leave|cross|scratch|strike me|us off|out|from ~1 of|from? ~2 @list|this|here|texting|text|calling|mailing|thing|everything
  take|get|pull|kick|keep|leave|cross|scratch|strike my|this|our ~1 @number off|out|from
  take|get|pull|kick|cross me|us|my|this off ]
  [ @ask* take|get|pull|kick me|us off
  take|get|pull me|us|my name|number out of|from? your|this|the
  off|from|out|off of? of? this|your|that|any|all|the|ur|every texting|text|call|calling|mailing|sms|message|messaging|contact|marketing|phone|spam|damn|fucking? list|lists|database|thread|chain|distro|distribution|text
  off of|your list|lists
  off list ]
  want|let me? off|out of? this|your|here|the list|thing|texts
  how ~4 off ~2 list
  [ let me out ]
  be taken off
  do not call|contact|text list|registry|lists
  national do not call
  i|we am|are on ~2 do not call|contact
  add|put|place me|us|my|this ~2 do not call|contact|text
  unsubscribe
  unsuscribe
  unsubscribe me
  opt|opting|optout me|us|this|my|number|it|is|him|her? ~2 out
  opted out
  opt out
  leave me|us|him|her|them|my|this|our ~2 the|tf|fuck|hell|number|phone|mom|wife|husband|family|dad|mother|kids|people|person|line? alone
  leave me|us be ]
  leave me|us the|tf|fuck|hell ~2 alone
  let me|us be ]
  [ @ask* go away
  [ @ask* get lost
  [ @ask* buzz|piss|fuck|bug|screw|back|sod|eff|f|shove|kiss off
  fuck|piss|screw off
  [ fuck|screw you|u|yall|this ]
  fuck|screw you|yall|u
  go to hell
  [ kick rocks
  get a life
  lose this|my|the|our number|contact|digits
  get out of my phone|inbox|texts|life|messages
  i|we am|are|will|be|gonna|going ~3 block|blocking|blocked|reporting ~1 you|your|u|number|spam|as
  i|we am|are|will|be|gonna|going ~3 block|blocking|reporting this|it|the ~1 number|text|message|spam
  i|we am|are|will|be|gonna|going ~2 blocking|block|reporting ]
  i|we am|are|will ~2 blocking|block|reporting this|it ]
  [ block|blocking|blocked|reporting|reported this|you|your|the|u|and|as|for|number
  [ blocked ]
  report|reported|reporting you|this|your|u|as|number|to|it ~3 spam|fcc|ftc|carrier|bbb|harassment|scam|attorney
  will|going|to|gonna|gon report|sue you|u|yall|your
  will|going|to|gonna report this|the number|text|message|as|to
  will|gonna|to be reporting|reported
  this|it|that is ~1 harassment|harassing|harrassment|stalking
  harassment|harassing|harass|harassed
  complaint|complain|complaining|report|reported ~4 fcc|ftc|attorney|bbb
  fcc|ftc
  (never/not/no/without) ~3 permission|consent ~2 @touch|texted|contacted|@texting
  not to ~1 text|message|contact|call|bother me|us|again|anymore|this|]
  block|blocked|blocking this|your|ur ~1 number
  [ scram ]
  chill ~1 with|on ~1 @fill* @message
  reported ~1 to ~1 fcc|ftc|carrier|at|verizon
  fcc|tcpa complaint|violation|violations|violating
  violating|violation ~3 tcpa|rights|law|privacy|registry|call
  restraining order
  too many @fill* @message
  sick|tired of ~3 @message|texting|texted|you
  @message @be ~2 annoying|harassing|unwanted|unsolicited|bothering
  you|yall|this|number|guys keep|kept on? @texting
  why|and|already|again ~3 keep|still on? @texting
  still @be? getting|receiving ~2 your|these|this ~1 @message
  blowing|blow up my|me|our|this|the ~1 phone|up|inbox|cell|line|number
  spamming me|my|us|this|people
  quit spamming
  turn|shut|switch ~1 off ~2 these|the|your|this|my|all|automated ~1 @message
  turn|shut|switch @fill* @message off
  disable|deactivate|mute|pause|suspend ~2 @message
  withdraw|revoke|revoking|withdrawing|rescind|retract|cancel ~2 consent|permission|authorization
  revoke
  make ~1 these|this|the|your|them @message stop|go|end
  so ~1 i do not get|receive ~2 @message
  do not get|receive these|your|any ~1 @message anymore
  these|the|your|all @message|messages|texts ~1 to|must|need|should|have ~2 stop|end|cease
  @message needs|need|have|has|must|should to? stop|end|cease
  want|need|like|wish|asked|told|asking|telling|tell you|yall|u|guys|them|these|your|people ~2 to? stop|quit|cease ]
  told|asked|tell you|yall|u ~3 stop|quit
  i|we said|say|saying|typed|texted|wrote|sent|replied|already|put|keep ~2 stop
  have to say|tell|ask ~2 stop
  [ quit please
  [ please|just quit|end ]
  [ please cancel|end|remove|unsubscribe|quit ]
  [ please|kindly? end|cancel these|this|all|your|my texts|messages|subscription|list|alerts|notifications|sms|text|messaging
  cancel|end ~2 subscription|subscriptions|texts|alerts|messages|sms|reminders|notifications
  need|want|like ~1 @message anymore
  do not|never ~1 need|want ~1 @message from
  good|ok|fine on|without ~1 @message
  rather|prefer not ~3 @message
  do not want no? more of ~1 these|this|your
  (please/kindly) ~1 not to? ~1 @touch me|us
  @can you|u not @touch|send
  discontinue|cease|end|halt ~1 contact|communication|texting
  no ~2 permiso ~1 de|para escrib*|mand*|text*|envi*|contact*
  cancel|cancelar|cancelen|cancele ~2 mensajes|textos
  [ @ask* no mas @polite* ]
  sacame|saqueme|saquenme|quitenme|quitame de
  get|stay|be ~1 off ~1 this|your|the @list
  i ~1 do not get|receive these|your|any ~1 @message
  not authorized ~1 to @touch
  dnc
  [ top|sop|step|shop|stoo @texting
  you are blocked
  [ @erase me|us ]
  time|again|asking|please|so|and|just|now @erase me|us ]
  ya no manden|mande|escriban|escriba|envien|texteen
  ya|los|te ~1 los|te? bloque*
  can|could|may|please ~1 be removed|unsubscribed|deleted
  need|required no further contact
  no ~1 need to text|message|contact|keep ~1 @me|again|anymore|texting|contacting|messaging
  do not need|have to text|message|contact|keep me|us|anymore|texting
  can|may|could|should stop|quit texting|messaging|contacting|sending
  not ~2 text|texting number|phone
  not a ~1 cell|mobile|text|texting ~2 remove|stop|please
  no ~1 consent
  lose ~1 number
  stop ~1 mensajes|textos
  ya stop
  not want ~1 texts|messages
  rather not ~2 @message|@touched|texting|texts
  rather you not|did ~2 text|message|contact
  prefer not ~2 @message|@touched
  prefer|rather ~1 no ~1 @message
  not ~1 interested in ~2 receiving|getting|your ~3 @message
  unwanted|unsolicited @message
`)
