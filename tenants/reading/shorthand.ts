import { once } from '../base/once.ts'

/**
 * How people shorten, run together and mistype words in texts, and what they mean. One entry may become several words.
 */
export const openShorthand = once(
  () =>
    new Map(
      Object.entries(
        lines(`
      please: pls plz plez plse pleas plss plzz pleez pleese pls. plees plase pleaes plaese pwease
      text: txt tx tex txet texr
      texts: txts textes
      texting: txting txtng txteng txtn textin txtin texing textng texxting textting
      texted: txted txtd
      message: msg mssg mesage messge msge mssage messege
      messages: msgs mssgs mesages messges messeges msges
      messaging: msging messagin mesaging
      hitting: hittin hitin
      blowing: blowin
      calling: callin
      sending: sendin
      bothering: botherin bothern
      bugging: buggin
      harassing: harassin harrassing harasing
      getting: gettin
      nothing: nothin
      something: somethin sumthin
      running: runnin
      working: workin
      dripping: drippin
      looking: lookin
      trying: tryna tryin
      asking: askin
      thanks: thx thnx thanx tnx tks thks thnks thnaks thansk thankx
      thank you: ty tyvm tysm thankyou thanku thankyu
      thank: thak thnak
      you: u yu yoy ya'll yous
      you all: yall y'all yal yalls
      you are: youre ur're
      your: ur yr yur
      are: r
      why: y
      ok: okay okey oki okie okk okey kk k okayy oke okee
      alright: aight ight alrite
      because: bc cuz cause becuz coz
      before: b4
      about: abt
      with: w wit
      without: w/o
      tomorrow: tmrw tmr tmrow tomorow tommorow tommorrow tomorro 2morrow 2mrw 2moro 2mro tmw tomm tomrw tmrrw tmoro tomoro tomarrow tommarow tmmrw
      tonight: 2nite tonite 2night
      today: 2day tday todya
      appointment: appt appts apointment appointmnt appoinment apptmnt apppointment appointmet appontment
      minutes: mins min
      hours: hrs
      hour: hr
      morning: mornin mrng morn mornings
      right now: rn
      as soon as possible: asap
      wrong: wrng worng wron
      number: num nmber numbr nbr numer nunber numbet
      someone: sum1 some1 somone smone
      anyone: any1
      what: wat wut wht wha
      who: hoo
      the: da teh tha
      that: dat
      this: dis thi ths
      them: dem
      these: thes deez
      want: wnt
      want to: wanna wana
      going to: gonna gunna gon
      got to: gotta
      let me: lemme
      give me: gimme
      do not know: dunno idk
      did: didd
      talk: tlk
      know: kno
      come: cum cme coem
      see you: cya
      service: servce svc
      schedule: schedual shedule scedule skedule schedul schdule sched
      estimate: estimat estimte extimate
      price: prce
      cost: cst
      how much: hm howmuch howmuc hwmuch
      much: muchh mucch mush mutch mcuh
      how: hw hwo
      minute: mnt
      plumber: plummer plumer plubmer
      technician: technitian tecnician
      water: watr wter
      heater: heeter
      leak: leek
      leaking: leakin leeking
      faucet: fauset faucit
      furnace: furnice furnance
      toilet: toliet tolet toilit
      air conditioner: a/c
      not interested: notinterested
      no thank you: nty nothankyou
      never mind: nvm nevermind nm nvrmind nevermine
      laughing: lmao lmfao rofl
      stop: stpo sotp tsop stp stopp sotop stoip stiop stip stlp dtop srop sgop stoo stob stahp stawp staph stopo sstop stopt stpp stpop spto atop ztop setop
      quit: qiut quti qit quitt
      unsubscribe: unsub unsubcribe unsuscribe unscribe unsubscibe unsubscrib unsubribe unsubsribe unsubscribing
      unsubscribe me: unsubme
      opt out: optout optingout opout
      opt in: optin
      opting out: optingout
      help: hlep hepl hlp
      remove: remov rmove remve romove reomve remoove
      delete: delte dlete delet deleet deelete
      leave: leeve leav leve
      more: mor moar
      afternoon: aft arvo afternon
      cancel: cancle cancell cncl cansel canel
      restart: re-start
      start: strat satrt statr strt startt sstart
      resubscribe: re-subscribe resub
      what is: whats wats wuts
      who is: whos
      how is: hows
      where is: wheres
      when is: whens
      that is: thats
      it is: its
      there is: theres
      here is: heres
      he is: hes
      she is: shes
      i am: im
      i have: ive
      i would: i'd id
      i will: i'll ill
      we are: we're
      we will: we'll
      we have: weve
      they are: theyre
      you have: youve
      you will: youll
      you would: youd
      it will: itll
      that will: thatll
      what will: whatll
      how did: howd
      let us: let's
      do not: dont don't donot dnt dont't dontt
      does not: doesnt doesnot doesn dosent dosnt
      did not: didnt didn didint
      is not: isnt aint
      are not: arent
      was not: wasnt
      were not: werent
      will not: wont
      would not: wouldnt
      could not: couldnt
      should not: shouldnt
      can not: cant cannot
      have not: havent
      has not: hasnt
      had not: hadnt
      fucking: fkn fuckin effing effin freakin freaking frickin friggin
      fuck: fck fuk fk
      mensaje: msj mensje
      mensajes: msjs mensages mensjes msjes
      por favor: porfavor porfa porfis xfa xfavor pf plis
      por que: xq porque porq
      que: q ke k'
      cuanto: kuanto quanto cuanot qanto
      cuesta: questa kuesta
      de: d'
      numero: numro
      gracias: grax grasias gracia grcias graciad
      manana: mnana mañna mannana
      tambien: tmb tambn
      estoy: toy
      usted: ud
      ustedes: uds
    `),
      ),
    ),
)

function lines(table: string): Record<string, string> {
  const meanings: Record<string, string> = {}
  for (const line of table.trim().split('\n')) {
    const [meaning = '', forms = ''] = line.trim().split(': ')
    for (const form of forms.split(' ')) meanings[form.replaceAll("'", '')] = meaning
  }
  return meanings
}
