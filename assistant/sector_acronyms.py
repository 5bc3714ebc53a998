"""Acronyms that councils use without spelling them out, for papers that do not say what they mean.

Common to English local government, its schools, social care, housing, planning, health and
finance; what a library's own papers say goes before it.
"""

from collections.abc import Mapping, Sequence

SECTOR_ACRONYMS = {
    "ACE": "adverse childhood experiences",
    "AGS": "annual governance statement",
    "ASB": "anti-social behaviour",
    "ASC": "adult social care",
    "BCF": "Better Care Fund",
    "BNG": "biodiversity net gain",
    "CAMHS": "child and adolescent mental health services",
    "CDOP": "child death overview panel",
    "CIC": "children in care",
    "CIL": "community infrastructure levy",
    "CIN": "children in need",
    "CLA": "children looked after",
    "CME": "children missing education",
    "CPP": "child protection plan",
    "CQC": "Care Quality Commission",
    "CTR": "council tax reduction",
    "CTS": "council tax support",
    "DFE": "Department for Education",
    "DFG": "disabled facilities grant",
    "DOLS": "deprivation of liberty safeguards",
    "DSG": "Dedicated Schools Grant",
    "DTOC": "delayed transfers of care",
    "EHCP": "education health and care plan",
    "EHCNA": "education health and care needs assessment",
    "EHE": "elective home education",
    "EIA": "equality impact assessment",
    "EQIA": "equality impact assessment",
    "EYFS": "early years foundation stage",
    "FE": "further education",
    "FOI": "freedom of information",
    "FPN": "fixed penalty notice",
    "FSM": "free school meals",
    "FTE": "full-time equivalent",
    "GLD": "good level of development",
    "HAF": "holiday activities and food",
    "HMO": "house in multiple occupation",
    "HNB": "high needs block",
    "HRA": "Housing Revenue Account",
    "HWB": "health and wellbeing board",
    "ICB": "integrated care board",
    "IHA": "initial health assessment",
    "IRO": "independent reviewing officer",
    "JSNA": "joint strategic needs assessment",
    "KPI": "key performance indicator",
    "LAC": "looked after children",
    "LADO": "local authority designated officer",
    "LGPS": "local government pension scheme",
    "LTP": "local transport plan",
    "MARAC": "multi-agency risk assessment conference",
    "MASH": "multi-agency safeguarding hub",
    "MRP": "minimum revenue provision",
    "MTFP": "medium term financial plan",
    "MTFS": "medium term financial strategy",
    "NCMP": "national child measurement programme",
    "NEET": "not in education employment or training",
    "NHB": "new homes bonus",
    "NNDR": "business rates",
    "NPPF": "National Planning Policy Framework",
    "OT": "occupational therapy",
    "PCN": "penalty charge notice",
    "PEP": "personal education plan",
    "PRU": "pupil referral unit",
    "PSPO": "public spaces protection order",
    "PWLB": "Public Works Loan Board",
    "RHA": "review health assessment",
    "RTB": "right to buy",
    "RI": "requires improvement",
    "SAB": "safeguarding adults board",
    "SAR": "safeguarding adults review",
    "SEN": "special educational needs",
    "SENCO": "special educational needs coordinator",
    "SEND": "special educational needs and disabilities",
    "SGO": "special guardianship order",
    "SPD": "supplementary planning document",
    "TA": "temporary accommodation",
    "TRO": "traffic regulation order",
    "UASC": "unaccompanied asylum seeking children",
    "YJS": "youth justice service",
    "YOT": "youth offending team",
}


def with_sector(acronyms: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The papers' own acronyms, and those of the sector that the papers do not spell out."""
    own = {short.lower().rstrip("s") for short in acronyms}
    others = {
        short: (long,)
        for short, long in SECTOR_ACRONYMS.items()
        if short.lower().rstrip("s") not in own
    }
    return {**acronyms, **others}
