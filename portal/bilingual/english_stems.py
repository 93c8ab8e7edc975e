"""English words as stems: American spelling first, then Snowball's English stemmer (Porter2).

Spellings are told by rule where the rule makes no word into another; word families have the rest.
"""

import re
import threading
import unicodedata

from snowballstemmer.english_stemmer import EnglishStemmer

_STOP = """
    a an and are as at be been but by for from had has have he her his i if in into is it its no not of on or our she
    so such than that the their them then there these they this those to was we were what when where which while who
    whom whose will with would you your
"""
STOP_WORDS = frozenset(_STOP.split())

#: Written as one word, with a hyphen or as two: what stands before and after the join.
_COMPOUNDS = """
    e-business e-book e-commerce e-government e-health e-learning e-mail e-payment e-procurement e-service e-services
    e-sports e-visa e-wallet e-waste m-government wi-fi wi-max blue-tooth block-chain cyber-attack cyber-attacks
    cyber-crime cyber-crimes cyber-defence cyber-defense cyber-security cyber-space cyber-threat cyber-threats
    data-base data-bases data-center data-centers data-centre data-centres data-set data-sets fin-tech reg-tech
    ed-tech health-care home-land land-mark life-time mid-night on-line off-line on-site off-shore on-shore out-look
    over-view road-map sea-port share-holder share-holders smart-phone smart-phones soft-ware hard-ware firm-ware
    mal-ware ransom-ware spread-sheet stake-holder stake-holders start-up start-ups stock-pile tele-communication
    tele-communications tele-com tele-coms tele-work time-frame time-line time-lines under-sea under-water web-page
    web-site web-sites work-force work-place work-shop work-shops world-wide nation-wide lay-off lay-offs
    policy-maker policy-makers law-maker law-makers decision-maker decision-makers co-operate co-operates
    co-operated co-operating co-operation co-operative co-ordinate co-ordinated co-ordinating co-ordination
    co-ordinator co-founder co-founders co-chair co-sign co-signed re-sign inter-governmental multi-national
    multi-lateral multi-cloud multi-media micro-chip micro-chips semi-conductor semi-conductors sub-marine
    sub-committee non-profit pre-paid post-paid air-port air-ports air-craft air-line air-lines green-house
    fire-wall fire-walls pass-word pass-words broad-band net-work band-width hot-spot hot-spots touch-screen
    note-book lap-top lap-tops desk-top head-quarters spokes-person vice-president
"""
COMPOUNDS = {word.replace("-", ""): tuple(word.split("-")) for word in _COMPOUNDS.split()}
#: Before a hyphen, these make one word with what follows; other words stay two.
JOINED = frozenset(
    "anti auto bi bio co counter cross cyber de ex extra inter intra macro mega meta micro mid mini mis mono multi"
    " nano neo neuro non off on out over para photo poly post pre pro proto pseudo quasi re self semi sub super tele"
    " thermo trans tri ultra un under uni up wi".split()
)

_UNIT = re.compile(
    r"(\d+(?:p\d+)?)(?:bn|mn?|k|tn|b|km|kg|kwh?|[mg]wh?|[kmgt]b|[gmk]bps|[kmg]?hz|kd|usd|st|nd|rd|th|am|pm|s)"
)

# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)

#: Beginnings: British, American.
_BEGINNINGS = {
    british: american
    for line in """
    centre center; centring centering; theatre theater; metre meter; kilometre kilometer; millimetre millimeter
    centimetre centimeter; litre liter; fibre fiber; calibre caliber; lustre luster; spectre specter; sombre somber
    labour labor; colour color; favour favor; honour honor; behaviour behavior; neighbour neighbor; harbour harbor
    humour humor; rumour rumor; vapour vapor; endeavour endeavor; flavour flavor; armour armor; savour savor
    vigour vigor; rigour rigor; odour odor; tumour tumor; splendour splendor; candour candor; parlour parlor
    catalogue catalog; dialogue dialog; analogue analog; programme program; defence defense; offence offense
    licence license; pretence pretense; practise practice; practising practicing; grey gray; aluminium aluminum
    ageing aging; judgement judgment; acknowledgement acknowledgment; sceptic skeptic; mould mold; enrolment enrollment
    fulfilment fulfillment; instalment installment; skilful skillful; wilful willful; jewellery jewelry; plough plow
    paediatr pediatr; anaesth anesth; haemo hemo; oestrogen estrogen; manoeuvr maneuver; encyclopaedi encyclopedi
    archaeolog archeolog; orthopaedic orthopedic; foetus fetus; foetal fetal; anaemi anemi; diarrhoea diarrhea
    leukaemia leukemia; pyjama pajama; moustache mustache
    artefact artifact; gaol jail; furore furor; mediaeval medieval; aeroplane airplane
    speciality specialty; sulphur sulfur; smoulder smolder; counsellor counselor; traveller traveler; modeller modeler
    """.replace("\n", ";").split(";")
    if line.strip()
    for british, american in [line.split()]
}
_BEGINNING = re.compile("|".join(sorted(_BEGINNINGS, key=len, reverse=True)))
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|able|ation|ations|ational)$)")
_YSE = re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)")
_DOUBLED = re.compile(
    r"^((?:travel|model|label|cancel|channel|fuel|signal|level|counsel|tunnel|total|dial|marvel|initial|fulfil|enrol"
    r"|instal|rival|pedal|funnel|unravel|penal|equal|parcel|remodel|refuel)l)(?=(?:ed|ing|ings|er|ers|s)?$)"
)
_KEPT_DOUBLED = ("fulfill", "enroll", "install")
_stemmers = threading.local()


def english_stem(word: str) -> str:
    """The stem of a folded Latin word without accents."""
    return _snowball(_american(word))


def english_stems(word: str) -> list[str]:
    """All stems a text is found by: parts of a compound too, and the number before a unit."""
    stems = [english_stem(word)]
    if parts := COMPOUNDS.get(word):
        stems += map(english_stem, parts)
    if unit := _UNIT.fullmatch(word):
        stems.append(unit[1])
    return stems


def without_accents(folded: str) -> str:
    """«Café» is typed as cafe; letters of other scripts have no accents to lose."""
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    plain = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


def _american(word):
    if len(word) < 4:
        return word
    if british := _BEGINNING.match(word):
        american, ending = _BEGINNINGS[british[0]], word[british.end() :]
        silent = "e" if british[0][-1] == "e" != american[-1] and ending.startswith(("d", "r")) else ""
        word = american + silent + ending  # "centred" has the ending of "centered"
    if doubled := _DOUBLED.match(word):
        stem = doubled[1]
        word = (stem if stem in _KEPT_DOUBLED else stem[:-1]) + word[doubled.end() :]
    return _YSE.sub("yz", _ISE.sub("iz", word))


def _snowball(word):
    """The stemmer keeps its place in a word in itself: each thread has its own."""
    if not hasattr(_stemmers, "english"):
        _stemmers.english = EnglishStemmer()
    return _stemmers.english.stemWord(word)
