"""What council papers print for words that members and residents use.

The encoder's word vectors tie "kids" to "children"; these pairs they do not tie, since the printed
word is a term of local government: a councillor is a "member" and a pavement a "footway".
"""

from assistant.words import stem

_PRINTED = """
    councillor: members
    cab taxi: hackney
    lorry: vehicle
    bin: refuse waste
    rubbish: refuse waste tipping
    dumped dumping: tipping tips
    temps: agency
    worker: staff
    dinners: meals
    poor poorest: deprivation deprived income poverty
    dole jobless: claimants unemployment unemployed
    phones: calls contact
    chucked kicked thrown: excluded exclusion exclusions
    drugs: substance
    homeless: homelessness temporary
    pot pots: fund reserve budget
    tip: recycling
    loo toilet: toilets conveniences
    pothole: carriageway defects
    pavement: footway footways
    streetlight: lighting
    playground: play
    crash: collisions collision
    burgled: burglary
    stabbing: knife
    expelled: excluded exclusion exclusions
    suspended: suspension suspensions
    truancy: absence attendance
    exam grade: attainment
    nursery: early
    teen teenager: adolescent young
    mum: mothers maternal parents
    dad: fathers paternal parents
    moan grumble gripe: complaints
    aside: budget earmarked
    jab: vaccination immunisation vaccine
    teeth: dental oral
    booze: alcohol
    fat overweight: obesity obese
    died: mortality deaths
    sick ill: sickness
    sacked: dismissed
    hired: recruited appointed
    quit: resigned
    boss: director head
    lawyer: legal solicitor
    pensioner elderly: older
    owed: arrears debt
    cut: savings reductions
    leftover: balance remaining
    flat: dwellings
    empty: void voids vacant
    rejected: refused
    queue: waiting
    pool gym: leisure
    ring: contact telephone
    wrote written: author prepared
"""

SECTOR_WORDS = {
    stem(said): tuple(printed.split())
    for line in _PRINTED.strip().splitlines()
    for saying, _, printed in (line.partition(":"),)
    for said in saying.split()
}
"""Stem of what is said to what is printed."""
