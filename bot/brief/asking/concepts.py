"""Subjects of AI strategy and the names that articles give them: data, to be read and extended.

Names are matched in any inflection, with or without hyphens, and with adjectives inside ("open Chinese models").
"""

from dataclasses import dataclass

from bot.brief.asking.words import phrases


@dataclass(frozen=True)
class Concept:
    """A subject: how a brief words it, its names in articles, and the concept or names it is weighed against.

    `asked` are names that only a question gives it ("open" in "open vs closed"): too short to search for.
    """

    wording: str
    names: tuple[str, ...]
    asked: tuple[str, ...] = ()
    against: str | None = None
    against_names: tuple[str, ...] = ()


def _concept(
    wording: str, names: str, *, asked: str = "", against: str | None = None, against_names: str = ""
) -> Concept:
    own = tuple(dict.fromkeys((wording.lower(), *phrases(names))))
    return Concept(wording, own, tuple(phrases(asked)), against, tuple(phrases(against_names)))


CONCEPTS: tuple[Concept, ...] = (
    _concept(
        "open models",
        """
        open model, open-source model, open-weight model, open weights, open-source ai, open ai models,
        open-source llm, open source, open-sourcing, open-weight, openly available model,
        freely available model, publicly available weights, weights are public, weights are published,
        publishing the weights, published weights, open release, open-source approach,
        open one
    """,
        asked="open, open ai, open-source, openness",
        against="closed models",
    ),
    _concept(
        "closed models",
        """closed model, closed-source model, closed source, proprietary model, proprietary ai, proprietary system,
        closed system, closed ai, closed weights, proprietary llm, closed-source ai, closed one,
        proprietary one, proprietary supplier, proprietary vendor""",
        asked="closed, proprietary, closed-source",
        against="open models",
    ),
    _concept(
        "export controls",
        """
        export control, export ban, export curb, export restriction, chip curb, chip ban, chip sanctions,
        chip export controls, restrictions on chips, curbs on chips, ban on chips, export rules,
        export ban on chips, chip restrictions, export limits, chip controls, controls on chips, controls on ai chips
    """,
        asked="ban on chip exports, banning chip exports, chip controls",
        against_names="selling advanced chips, selling chips, chip sales to, exporting chips, sale of chips",
    ),
    _concept(
        "AI regulation",
        """
        ai regulation, ai act, ai rules, ai law, ai legislation, regulating ai, regulation of ai, rules for ai,
        ai oversight, artificial intelligence act, regulation
    """,
        asked="regulation, regulating, ai rules, regulate ai",
        against_names="unregulated ai, deregulation, self-regulation, light-touch approach",
    ),
    _concept("compute", "computing power, compute capacity, ai infrastructure, gpu cluster", asked="computing"),
    _concept(
        "data centres",
        "data center, data centre, datacenter, datacentre, server farm",
        asked="building data centres, data centers, building data centers",
    ),
    _concept(
        "AI sovereignty",
        """sovereign ai, ai sovereignty, digital sovereignty, technological sovereignty, tech sovereignty,
        technological self-sufficiency, national ai""",
        asked="sovereignty, sovereign models",
        against_names="foreign providers, foreign technology, dependence on foreign providers",
    ),
    _concept(
        "AI agents",
        "ai agent, agent, agentic ai, autonomous agents, agentic systems",
        asked="agents, agents in the enterprise, ai agents in the enterprise, agentic",
    ),
    _concept(
        "open licences",
        "open licence, open license, permissive licence, permissive license",
        asked="licensing, licences, licenses",
    ),
    _concept(
        "training AI on copyrighted works",
        """
        copyrighted works, training on copyrighted works, copyrighted material, copyrighted content,
        copyrighted work, text and data mining, training on their archives, scraping
    """,
        asked="copyright, training on copyrighted data, training on copyrighted material",
    ),
    _concept(
        "AI and jobs",
        "ai at work, automation, ai in the workplace, workplace ai",
        asked="jobs, ai and jobs, job losses",
    ),
    _concept(
        "AI safety testing",
        "safety testing, safety test, safety evaluation, model evaluation, red teaming, pre-release testing",
        asked="ai safety, safety policy, safety",
    ),
    _concept(
        "nuclear power",
        "nuclear power, nuclear energy, nuclear plant, nuclear reactor, reactor",
        asked="nuclear",
    ),
    _concept(
        "AI in schools",
        "ai in schools, ai tutor, chatbots in class, ai in the classroom",
        asked="ai tutors, ai tutors in schools",
    ),
    _concept(
        "AI in health care",
        "medical ai, ai in medicine, ai diagnosis, clinical ai",
        asked="ai in health, ai in healthcare",
    ),
    _concept(
        "military AI", "military ai, autonomous weapons, ai weapons, defence ai, defense ai", asked="ai in defence"
    ),
    _concept("facial recognition", "facial recognition, face recognition"),
    _concept(
        "small models",
        "small model, small language model, smaller model, compact model",
        against="large models",
    ),
    _concept("large models", "large model, large language model, frontier model, bigger model", against="small models"),
    _concept(
        "cloud AI",
        "cloud ai, ai in the cloud, hosted models, hosted ai, public cloud",
        asked="cloud, the cloud",
        against="AI on own servers",
    ),
    _concept(
        "AI on own servers",
        "on-premises ai, on-premise, on-premises, self-hosted models, self-hosting, own servers",
        asked="on-prem, on premises",
        against="cloud AI",
    ),
    _concept(
        "Chinese AI",
        "chinese ai, chinese model, chinese ai model, chinese-made ai, ai from china",
        asked="chinese models, china's models",
        against="American AI",
    ),
    _concept(
        "American AI",
        "american ai, american model, us model, us ai, western models, western ai",
        asked="american models, us models",
        against="Chinese AI",
    ),
    _concept(
        "chip subsidies",
        "chip subsidy, chip subsidies, chips act, semiconductor subsidies",
        asked="subsidies for chips",
    ),
    _concept(
        "a pause on AI", "ai pause, pause on ai, moratorium on ai, ai moratorium", asked="pausing ai, ai moratorium"
    ),
    _concept("synthetic data", "synthetic data, synthetic training data"),
    _concept("AI watermarks", "watermark, ai watermark, content labels, labelling of ai content", asked="watermarking"),
    _concept("public procurement of AI", "public procurement, government procurement", asked="procurement"),
    _concept("robotaxis", "robotaxi, self-driving taxi, driverless taxi, driverless car, autonomous vehicle"),
)
