"""What words say of a thing, whatever the thing is: data, to be read and extended.

Four kinds of entry:
- praise and blame: words that judge by themselves ("cheaper", "unsafe"), by strength;
- things: what people want more of ("trust") or less of ("costs"); they judge only together with a mover;
- movers: verbs and adjectives that raise or lower a thing: lowering a cost is praise, lowering trust is blame.
  Some judge by themselves too ("undermines", whatever it undermines);
- shifts: verbs by which a thing itself rises or falls ("costs fell").
Regular inflections match by themselves; irregular ones stand in the lists. "," separates entries; "=" before a
phrase means exactly these words ("lock-in" is not "locked in").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.brief.asking.words import phrases, words_of
from bot.brief.cues.patterns import Pattern, pattern_of

Role = Literal["judges", "foe", "guard", "mover", "degree", "shift"]
"""What an entry does: judge, name someone whose gain is an ill, keep its object safe, raise or lower its object, grade
the next word, or move its subject."""


@dataclass(frozen=True)
class Entry:
    """One phrase. `sign` is +1 (good, raises) or -1 (bad, lowers); `alone` in 0..1 is its weight with no object.

    `voice` marks words of speech and feeling ("warned", "praised"), which take what they judge as an object.
    """

    pattern: Pattern
    role: Role
    sign: int
    alone: float
    voice: bool = False


_PRAISE = {
    1.0: """
        better, best way, best option, best choice, best bet, superior, cheap, cheaper, cheapest, cheaply,
        inexpensive, affordable, faster, safer, fairer, cleaner, healthier, happier, easier, simpler,
        cost effective, beneficial, =benefit, =benefited, =benefits of, =benefits for, =benefits to,
        benefit from, advantage, advantageous, asset, valuable, boon, blessing, shine, excel, outperform,
        edge out, outpace, overtake,
        auditable, accountable, trustworthy, dependable, reliable, resilient, worthwhile, worth it,
        value for money, pay off, work well, level playing field, save, win win, well paid, easy to use,
        good way, good idea, good thing, empower, democratize, indispensable, a chance
    """,
    0.7: """
        can audit, can inspect, can be audited, can be inspected, can examine, can be examined, can verify,
        can be verified, can trace, can be traced, can be taught, cannot be switched off, cannot be taken away,
        efficient, effective, useful, helpful,
        essential, vital, important, transparent, fair, humane, sustainable, secure, safe, clean, flexible,
        customize, fine tune, opportunity, success, successful, succeed, catch up, free of charge, respected,
        close the gap, merit, promising, convenient, enjoyable, rewarding, deserve, necessary,
        fundamental right, basic right, speed up, sped up, attractive, peace of mind, high performance,
        out of hostile hands, out of the wrong hands, out of enemy hands, buy time, bought time,
        soft power, =should not be banned, =should not be abolished, =should not be prohibited,
        =should not be abandoned, =should not be stopped, =should be allowed, =should be legal,
        =should be legalized, =should be legalised, =should be subsidized, =should be encouraged,
        =should be supported, =should be adopted, =should be mandatory, strengthened, thrive, flourish, good,
        strength
    """,
    0.4: """
        potential, freely, powerful, great, robust, accurate, quick, quickly, positive, healthy, happy, capable,
        inclusive, collaborative, modern, interesting, fast, free, lightweight, anyone can, anyone may
    """,
}  # fmt: skip
_BLAME = {
    1.0: """
        worse, worst, inferior, expensive, costly, pricey, unaffordable, slower, risky, risk, dangerous, danger,
        hazardous, hazard, harmful, unsafe, insecure, unreliable, unfair, unjust, unethical, immoral, opaque,
        black box, flawed, problem, problematic, drawback, downside, disadvantage, shortcoming, weakness,
        weak spot, burdensome, burden, lag, fall behind, fell behind, fall short, fell short, misuse, wasteful,
        waste, unworkable, unenforceable, ineffective, inefficient, counterproductive, backfire, no substitute,
        catastrophe, catastrophic, disaster, disastrous, violate, violation, infringe, exploitation, exploit,
        useless, pointless, futile, red tape, loophole, steal, stole, black market, no recourse, at a cost,
        cruel, cruelty, inhumane, vulnerable, misleading, addictive, =lock in, lock customers, wrongful,
        hallucinate, hallucination
    """,
    0.7: """
        punish, take the money out, takes the money out, subsidy for the rival,
        without a warranty, no warranty, nobody answers, no one answers, nobody to call, no one to call,
        nobody signs, no one signs, nobody indemnifies, no one indemnifies, can only complain, no remedy, no redress,
        tie up, tied up, slow, unclear, biased, bias, discriminate, discrimination, discriminatory, failure,
        flaw, liability, struggle, suffer, mistake, vulnerability, vague, impossible, paperwork, uncertain,
        uncertainty, shortage, obsolete, outdated, unnecessary, uncomfortable, blacklisted, strain, isolate,
        expose, abuse, wrong, bad, unhealthy, unpredictable, disrupt, injustice, too little, disturb, threat,
        corrupt, questions remain, open question, unsustainable, =should be banned, =should be abolished,
        =should be prohibited, =should be abandoned, =should be stopped, =should be illegal,
        =should be outlawed, =should be scrapped, =should not be allowed, =should not be legal,
        =should not be legalized, =should not be subsidized, =should not be supported, =better spent, unnatural,
        misguided, irresponsible, pollute, overwhelm
    """,
    0.4: """
        hard, harder, difficult, difficulty, delay, complicate, controversial, sanctioned, limitation, trap,
        outage, excessive, stress, error, crime, violence, poverty, unemployment, inequality, corruption,
        pollution, bullying, suffering, pain, addiction, fraud, barrier, obstacle, monopoly, blackout,
        blackmail, injury, accident, death, disease, conflict, tension, lawsuit, breach, leak, disinformation,
        misinformation, illegal, misery, chaos
    """,
}  # fmt: skip
_VOICES_FOR = "praise, applaud, welcome, hail, credit"
_VOICES_AGAINST = (
    "warn, caution, fear, worry, concern, complain, criticize, condemn, decry, deplore, skeptical of, wary of"
)

_GUARDS = "protect, shield, safeguard"

_GOODS = """
    innovation, trust, transparency, scrutiny, independence, freedom, autonomy, privacy, security, safety,
    access, choice, competition, competitiveness, quality, performance, efficiency, productivity, growth, job,
    employment, investment, revenue, income, profit, sale, wage, morale, health, wellbeing, equality, justice,
    fairness, diversity, democracy, liberty, rights, dignity, creativity, individuality, expression, discipline,
    stability, reliability, safeguard, help desk, resilience, self sufficiency, reputation, respect, soft power,
    influence, recognition, visibility, credibility, confidence, accountability, flexibility, progress,
    collaboration, cooperation, talent, chance, support, accuracy, speed, capability, life, livelihood,
    environment, peace, unity, knowledge, skill, result, incentive, commercialization, comfort, convenience,
    return, output, tool, advance, attendance, sleep, accessible, competence, ability, information, experiment,
    self esteem, moral, value, talents, ally, lead, cure, treatment, developer, researcher, investor
"""  # fmt: skip
_FOES = "criminal, attacker, terrorist, hacker, bad actor, rogue state, competitor, rival"
_ILLS = """
    cost, price, bill, expense, fee, reliance, reliant, dependence, dependency, dependent, emission, carbon,
    traffic, congestion, turnover, sick leave, gap, dominance, challenge, overhead, workload, hostile, upkeep,
    sanction, dependence on
"""  # fmt: skip

_RAISES = {
    0.0: """
        increase, raise, raising, create, cause, provide, offer, give, gave, given, bring, brought, lead to,
        led to, pose, present, yield, produce, generate, expand, hand, drive, drove, driven, spur, fuel, attract, add,
        deliver, gain, won, earn, build, built, come with, came with, carry, result in, push up, drive up,
        contribute to, run up, make, made, invite, introduce, introducing, teach, instill, win
    """,
    0.3: "promote, encourage, support, allow, let, ensure, preserve, guarantee, facilitate",
    0.7: "improve, enhance, boost, strengthen, foster, enable, help, accelerate",
}  # fmt: skip
_LOWERS = {
    0.0: """
        reduce, cut, lower, limit, curb, stop, avoid, minimize, mitigate, ease, relieve, alleviate, decrease,
        halve, bridge, overcome, remove, eliminate, prevent, fight, combat, tackle, shorten, free from, end,
        escape, break, broke, strip, strip out, bypass, take on, took on, reduction in, slow, slowed, restrict,
        deny, denies
    """,
    0.7: """
        undermine, hinder, hamper, impede, stifle, weaken, erode, threaten, jeopardize, endanger, harm, hurt,
        damage, destroy, discourage, deter, lose, losing, lost, loss of, lack, lack of, sacrifice, drain,
        crowd out, rob, deprive, absence of, compromise, short of, shortage of, ruin, kill, degrade
    """,
}  # fmt: skip
_MORE = "more, higher, high, greater, great, extra, additional, rising, growing, increased, much"
_LESS = "less, fewer, lower, low, reduced, minimal, little, falling"
_RISES = "rise, rose, risen, soar, climb, surge, grow, grew, jump, improve, strengthen, go up, went up, increase"
_FALLS = """
    fall, fell, fallen, drop, dropped, decline, shrink, shrank, plunge, tumble, go down, went down, halve,
    be removed, be stripped, be lost
"""


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Every entry by each form of its first word, longest phrases first."""
    index: dict[str, list[Entry]] = {}
    for entry in _all_entries():
        for form in entry.pattern[0]:
            index.setdefault(form, []).append(entry)
    return {form: tuple(sorted(found, key=lambda e: -len(e.pattern))) for form, found in index.items()}


def _all_entries() -> Iterator[Entry]:
    for sign, groups in ((1, _PRAISE), (-1, _BLAME)):
        for weight, text in groups.items():
            yield from _entries(text, "judges", sign, weight)
    yield from _entries(_GUARDS, "guard", 1, 1.0)
    yield from _entries(_VOICES_FOR, "judges", 1, 0.7, voice=True)
    yield from _entries(_VOICES_AGAINST, "judges", -1, 0.7, voice=True)
    yield from _entries(_GOODS, "judges", 1, 0.0)
    yield from _entries(_ILLS, "judges", -1, 0.0)
    yield from _entries(_FOES, "judges", -1, 0.0)
    yield from _entries(_FOES, "foe", -1, 0.0)
    for sign, groups in ((1, _RAISES), (-1, _LOWERS)):
        for weight, text in groups.items():
            yield from _entries(text, "mover", sign, weight)
    for sign, text in ((1, _MORE), (-1, _LESS)):
        yield from _entries(text, "degree", sign, 0.0)
    for sign, text in ((1, _RISES), (-1, _FALLS)):
        yield from _entries(text, "shift", sign, 0.0)


def _entries(text: str, role: Role, sign: int, alone: float, *, voice: bool = False) -> Iterator[Entry]:
    for phrase in phrases(text):
        exact = phrase.startswith("=")
        pattern = tuple(frozenset({word}) for word in words_of(phrase)) if exact else pattern_of(phrase)
        yield Entry(pattern, role, sign, alone, voice)
