"""Subjects of AI strategy and the names that articles give them: data, to be read and extended.

Names are matched in any inflection, with or without hyphens, and with adjectives inside ("open Chinese models").
"""

from dataclasses import dataclass

from bot.brief.asking.words import phrases


@dataclass(frozen=True)
class Concept:
    """A subject: how a brief words it, its names in articles, and the concept or names it is weighed against.

    `asked` are names that only a question gives it ("open" in "open vs closed"): too short to search for. `said` are
    what articles say where they speak of it ("layoffs"), which in a question may well mean something else.
    """

    wording: str
    names: tuple[str, ...]
    asked: tuple[str, ...] = ()
    against: str | None = None
    against_names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All that is searched for."""
        return (*self.names, *self.said)


def _concept(
    wording: str, names: str, *, asked: str = "", against: str | None = None, against_names: str = "", said: str = ""
) -> Concept:
    own = tuple(dict.fromkeys((wording.lower(), *phrases(names))))
    return Concept(wording, own, tuple(phrases(asked)), against, tuple(phrases(against_names)), tuple(phrases(said)))


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
        "data center, data centre, datacenter, datacentre, server farm, server hall, data hall",
        asked="building data centres, data centers, building data centers, hyperscalers",
        said="computing campus, compute campus, server campus, hyperscale",
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
        "ai at work, automation, ai in the workplace, workplace ai, ai and employment",
        asked="jobs, ai and jobs, ai and work, jobs and ai, job losses, layoffs, ai layoffs, ai job losses, employment",
        said="""layoff, lay-off, laid off, job loss, job cuts, jobs lost, lost jobs, cut jobs, cutting jobs,
        entry-level jobs, entry-level roles, entry-level hiring, junior roles, redundancies, made redundant,
        unemployment, displaced workers, displacement of workers, replace workers, replacing workers,
        replace staff, replacing staff,
        labour market, labor market, new jobs, retraining, reskilling""",
    ),
    _concept(
        "vendor lock-in",
        """vendor lock-in, lock-in, vendor dependence, dependence on one vendor, dependence on a single vendor,
        dependence on one supplier, dependence on a single supplier, dependence on one provider,
        dependence on a single provider""",
        asked="lock in, being locked in, switching costs, vendor dependency",
        against_names="portability, interoperability, open standards, second supplier, multi-vendor",
        said="""locked in, locked into, lock customers in, switching costs, cost of switching, switch providers,
        switching providers, change suppliers, changing suppliers, one vendor, single vendor, sole supplier, exit fees,
        walled garden, captive customers""",
    ),
    _concept(
        "building in-house",
        """building in-house, building ai in-house, in-house model, in-house ai, in-house development, building our own,
        build our own, building your own, build your own, building their own, build its own, built its own""",
        asked="build, building, build it, build in-house, in-house, do it ourselves, self-built",
        against="buying",
        said="own model, own models, model of its own, brought in-house, in house, developed internally",
    ),
    _concept(
        "buying",
        """off-the-shelf ai, off-the-shelf model, off-the-shelf software, buying from a vendor, buying ai,
        buying software, bought-in ai""",
        asked="buy, buy it, buying it, buy in, buying in, outsource, outsourcing, buy from a vendor",
        against="building in-house",
        said="off the shelf, off-the-shelf, ready-made, bought from a vendor, vendor model, rented model, subscription",
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
        asked="cloud, the cloud, hosted, hosted model, a hosted model, hosted api, an api, api",
        against="AI on own servers",
    ),
    _concept(
        "AI on own servers",
        "on-premises ai, on-premise, on-premises, self-hosted models, self-hosting, own servers",
        asked="""on-prem, on premises, self-host, self-hosted, self-hosted model, self-hosted ai, own hardware,
        our own servers, our own hardware, running models ourselves, local models""",
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
