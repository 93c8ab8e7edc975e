"""English words that rules alone would mislead about, spellings, and words that say too little."""

import re

_STOP = """
    about al also between during el
    a an and are as at be been but by for from had has have he her his i if in into is it its no not of on or
    our she so such than that the their them then there these they this those to was we were what when where
    which while who whom whose will with would you your
"""

#: Written as one word, with a hyphen or as two.
_COMPOUNDS = """
    e-business e-book e-commerce e-government e-health e-learning e-mail e-payment e-procurement e-service
    e-services e-sports e-visa e-wallet e-waste m-government wi-fi wi-max blue-tooth block-chain cyber-attack
    cyber-attacks cyber-crime cyber-crimes cyber-defence cyber-defense cyber-security cyber-space
    cyber-threat cyber-threats data-base data-bases data-center data-centers data-centre data-centres
    data-set data-sets fin-tech reg-tech ed-tech health-care home-land land-mark life-time mid-night on-line
    off-line on-site off-shore on-shore out-look over-view road-map sea-port share-holder share-holders
    smart-phone smart-phones soft-ware hard-ware firm-ware mal-ware ransom-ware spread-sheet stake-holder
    stake-holders start-up start-ups stock-pile tele-communication tele-communications tele-com tele-coms
    tele-work time-frame time-line time-lines under-sea under-water web-page web-site web-sites work-force
    work-place work-shop work-shops world-wide nation-wide lay-off lay-offs policy-maker policy-makers
    law-maker law-makers decision-maker decision-makers co-operate co-operates co-operated co-operating
    co-operation co-operative co-ordinate co-ordinated co-ordinating co-ordination co-ordinator co-founder
    co-founders co-chair co-sign co-signed re-sign inter-governmental multi-national multi-lateral
    multi-cloud multi-media micro-chip micro-chips semi-conductor semi-conductors sub-marine sub-committee
    non-profit pre-paid post-paid air-port air-ports air-craft air-line air-lines green-house fire-wall
    fire-walls pass-word pass-words broad-band net-work band-width hot-spot hot-spots touch-screen note-book
    lap-top lap-tops desk-top head-quarters spokes-person vice-president
"""

#: Before a hyphen, these make one word with what follows; other words stay two.
_JOINED = """
    anti auto bi bio co counter cross cyber de ex extra inter intra macro mega meta micro mid mini mis mono
    multi nano neo neuro non off on out over para photo poly post pre pro proto pseudo quasi re self semi sub
    super tele thermo trans tri ultra un under uni up wi
"""

#: Beginnings of words: British, American.
_SPELLINGS = """
    kilogramme kilogram
    centre center; centring centering; theatre theater; metre meter; kilometre kilometer
    millimetre millimeter; centimetre centimeter; litre liter; fibre fiber; calibre caliber; lustre luster
    spectre specter; sombre somber; labour labor; colour color; favour favor; honour honor
    behaviour behavior; neighbour neighbor; harbour harbor; humour humor; rumour rumor; vapour vapor
    endeavour endeavor; flavour flavor; armour armor; savour savor; vigour vigor; rigour rigor; odour odor
    tumour tumor; splendour splendor; candour candor; parlour parlor; catalogue catalog; dialogue dialog
    analogue analog; programme program; defence defense; offence offense; licence license; pretence pretense
    practise practice; practising practicing; grey gray; aluminium aluminum; ageing aging; judgement judgment
    acknowledgement acknowledgment; sceptic skeptic; mould mold; enrolment enrollment; fulfilment fulfillment
    instalment installment; skilful skillful; wilful willful; jewellery jewelry; plough plow
    paediatr pediatr; anaesth anesth; haemo hemo; oestrogen estrogen; manoeuvr maneuver
    encyclopaedi encyclopedi; archaeolog archeolog; orthopaedic orthopedic; foetus fetus; foetal fetal
    anaemi anemi; diarrhoea diarrhea; leukaemia leukemia; pyjama pajama; moustache mustache
    artefact artifact; gaol jail; furore furor; mediaeval medieval; aeroplane airplane; speciality specialty
    sulphur sulfur; smoulder smolder; counsellor counselor; traveller traveler; modeller modeler
"""

#: Words that the stemmer would make into others: "customs" into "custom", "united" into "unit".
_KEPT = """
    authority authorities; customer customers; customs; emergency emergencies; emirate emirates
    engineer engineers engineered engineering; experiment experiments experimental; important importance
    international internationally; united; competence competences competency competencies; several
    hospitality; informal informally; according accordingly; critical critically; initiative initiatives
    positive positively; objective objectives; department departments departmental; apartment apartments
    majority majorities; minority minorities; bus buses busses; gas gases; lens lenses; severe severely
    directive directives; mobile mobiles; publicity
"""


def _listed(rows):
    return [row.split() for row in re.split(r"[;\n]", rows) if row.strip()]


STOP_WORDS = frozenset(_STOP.split())
COMPOUNDS = {word.replace("-", ""): tuple(word.split("-")) for word in _COMPOUNDS.split()}
JOINED = frozenset(_JOINED.split())
AMERICAN = dict(_listed(_SPELLINGS))
KEPT = {form: forms[0] for forms in _listed(_KEPT) for form in forms}
