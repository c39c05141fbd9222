"""What arguments that come up again and again are about: sentences of two themes are never one argument.

A theme fits a sentence only where its own words say so, with their direction ("cheaper", not "cost"). That two
sentences share a theme does not make them one argument: a bill and a tariff are both "lower cost".
"""

import re

_GAP = r"\W+(?:\w+\W+){0,4}?"
"""What "…" stands for below: up to four words between."""

_THEMES: dict[str, tuple[str, ...]] = {
    "Lower cost": (
        r"cheap(er|est|ly)?",
        r"affordab\w+",
        r"(low(er(s|ed|ing)?)?|reduc\w+|cut(s|ting)?|halv\w+|sav(es?|ed|ings?)) … (costs?|bills?|spend\w*|prices?)",
        r"(costs?|bills?|prices?|spending) … (fell|fall\w*|dropp\w+|halved|lower)",
        r"sav(es?|ed|ings?)\W+(?:\w+\W+){0,3}?(US|A|C|HK|S)?[$€£]\d\w*",
        r"free of charge",
        r"cost[- ](efficient|effective|conscious)",
        r"low[- ]cost",
    ),
    "Higher cost": (
        r"(hidden|extra|additional|higher|rising|soaring) … (costs?|bills?|prices?|spending)",
        r"costl(y|ier)",
        r"(rais\w+|driv\w+ up|push\w+ up|increas\w+|add\w*) … (costs?|prices?|bills?)",
        r"expensive",
    ),
    "Transparency and audit": (
        r"audit\w*",
        r"black box",
        r"transparen\w+",
        r"scrutin\w+",
        r"inspect\w*",
        r"open to inspection",
        r"explainab\w+",
        r"verif(y|iable)",
    ),
    "Independence from vendors": (
        r"lock(ed)?[- ]?in\w*",
        r"(reliant|dependen\w+|reliance|rely\w*) … (vendors?|suppliers?|providers?|company|companies|one)",
        r"vendor[- ](independen\w+|neutral)",
        r"walk away",
        r"(switch\w*|chang\w+|captive|tied|beholden) … (suppliers?|vendors?|providers?)",
    ),
    "Thinner support": (
        r"(no|lack\w*|without|less|thin\w*|enough|little|missing|weak\w*|don.t come with|limited) … support\b",
        r"(nobody|no one) (to call|answers)",
        r"support desk",
        r"help ?desk",
    ),
    "Customisation": (
        r"customi[sz]\w+",
        r"fine[- ]tun\w+",
        r"tweak\w*",
        r"tailor\w*",
        r"adapt(ed|ing)? (it|them|the model|models)",
    ),
    "Sanctions and geopolitics": (
        r"sanction\w*",
        r"blacklist\w*",
        r"geopolitic\w*",
        r"foreign (government|power|state)s?",
        r"export ban\w*",
    ),
    "Security risk": (
        r"(security|cyber\w*) … (risk|hole|flaw|threat|breach|incident|vulnerab\w+)\w*",
        r"vulnerabilit\w+",
        r"backdoor\w*",
        r"misuse\w*",
        r"malicious",
        r"attackers?",
        r"weapon\w*",
    ),
    "Legal exposure": (
        r"liab(le|ility)",
        r"licen[cs]e (terms|ambigu\w+|dispute)\w*",
        r"lawsuit\w*",
        r"indemni\w+",
        r"warrant(y|ies)",
        r"legal (risk|exposure|uncertain\w+)",
    ),
    "Faster innovation": (
        r"innovat\w* … (fast\w*|quick\w*)",
        r"(faster|accelerat\w+|speed\w*) … (innovation|progress|development|commerciali[sz]ation|research)",
        r"(learn\w*|borrow\w*) from (one another|each other|others)",
        r"buil(d|ds|ding|t) on (top|(one another|each other|others)[’']s?)",
        r"(feedback|virtuous) (loops?|cycles?|circles?)",
    ),
    "Talent": (r"(attract\w*|recruit\w*|retain\w*|draw\w*) … (talent|developers?|engineers?|researchers?)",),
    "Soft power and reputation": (
        r"soft power",
        r"reputation\w*",
        r"prestige",
        r"goodwill",
        r"brand(ing)?\b",
        r"(global|international|worldwide) (recognition|standing|influence)",
        r"credibility",
        r"spheres? of influence",
    ),
    "No business model": (
        r"(lack\w*|no|without|little|unclear|unproven) … (revenue|returns?|profit\w*|income|business (model|case))",
        r"(hard|difficult|impossible|unable|cannot|can[’']t) … (charge|earn|monetise|monetize|profit)",
    ),
    "Self-sufficiency": (
        r"self[- ]sufficien\w+",
        r"self[- ]relian\w+",
        r"sovereign\w*",
        r"home[- ]grown",
        r"domestic (industry|chips?|suppliers?)",
    ),
    "Regulatory burden": (
        r"red tape",
        r"compliance (cost|burden)\w*",
        r"paperwork",
        r"(regulat\w+|rules|legal) … (burden|uncertain\w+|ambigu\w+)",
        r"ambiguity",
    ),
    "Safety": (
        r"safety",
        r"safeguard\w*",
        r"guard ?rails?",
        r"catastroph\w+",
        r"accidents?",
    ),
    "Energy use": (
        r"(power|electricity|energy|grid|water) … (demand|use|consum\w+|strain\w*|shortage\w*|bills?)",
        r"megawatts?",
        r"gigawatts?",
    ),
    "Jobs": (
        r"\bjobs?\b",
        r"layoffs?",
        r"unemploy\w+",
        r"wages?",
        r"workforce",
        r"retrain\w*",
    ),
    "Wider access": (
        r"democrati[sz]\w+",
        r"wider access",
        r"broad\w* access",
        r"accessib\w+",
        r"mass market",
        r"levels? the (playing )?field",
    ),
    "Weaker performance": (
        r"(lag\w*|behind|trail\w*|worse|weaker|inferior) … (performance|benchmarks?|rankings?|quality|frontier)",
        r"(lag|rank|trail)\w* (well |far |a long way )?behind",
    ),
}
_PATTERNS = {
    label: re.compile(r"\b(?:" + "|".join(phrases).replace(" … ", _GAP) + r")\b", re.IGNORECASE)
    for label, phrases in _THEMES.items()
}
_NEGATED = re.compile(r"(\bnot|n[’']t|\bnever|\bhardly|\bno longer)\s+(\w+\s+)?$", re.IGNORECASE)
_NEAR = 40
"""How many characters before a theme's words a "not" can negate them."""


def theme_of(text: str) -> str | None:
    """The one theme that surely fits a sentence: none if no theme's words stand in it, or those of several equally."""
    counts = [(_affirmed(pattern, text), label) for label, pattern in _PATTERNS.items()]
    best = max(count for count, _ in counts)
    labels = [label for count, label in counts if count == best]
    return labels[0] if best > 0 and len(labels) == 1 else None


def _affirmed(pattern: re.Pattern[str], text: str) -> int:
    """How often the pattern occurs other than behind a "not" ("is not cheap")."""
    starts = (found.start() for found in pattern.finditer(text))
    return sum(1 for start in starts if not _NEGATED.search(text, max(0, start - _NEAR), start))
