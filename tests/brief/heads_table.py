"""Questions in which a known concept is named, and whether they are about it."""

# A question, its wording, a name of the topic, what is none, and the first word or so of what it is weighed against.
ANOTHER_THING: tuple[tuple[str, str, str, str], ...] = (
    ("should we tax robotaxis?", "taxing robotaxis", "tax robotaxis", "robotaxi"),
    ("taxing data centres", "taxing data centres", "data centres tax", "data centre"),
    (
        "Should parliament regulate synthetic data?",
        "parliament regulating synthetic data",
        "regulation",
        "synthetic data",
    ),
    ("regulation of AI agents", "regulation of AI agents", "regulation of ai agent", "ai regulation"),
    ("regulating small language models", "regulating small language models", "regulate small model", "small model"),
    ("insurance for driverless cars", "insurance for driverless cars", "robotaxi insurance", "robotaxi"),
    ("liability for AI agents", "liability for AI agents", "ai agent liability", "ai agent"),
    ("licences of closed models", "licences of closed models", "closed model licences", "closed model"),
    ("open model licences", "open model licences", "licences for open model", "open model"),
    ("data centre subsidies", "data centre subsidies", "subsidies for data centre", "data centre"),
    ("subsidies for nuclear plants", "subsidies for nuclear plants", "nuclear power subsidies", "nuclear power"),
    (
        "enforcement of export controls",
        "enforcement of export controls",
        "export control enforcement",
        "export control",
    ),
    ("enforcing the AI Act", "enforcing the AI Act", "enforcing ai act", "ai act"),
    ("teaching AI agents to nurses", "teaching AI agents to nurses", "teach ai agents", "ai agent"),
    ("governance of military AI", "governance of military AI", "military ai governance", "military ai"),
    ("Should the EU fund open models?", "EU funding open models", "funding", "open-weight model"),
    ("exporting closed models", "exporting closed models", "export of closed models", "closed model"),
    ("fine-tuning open models", "fine-tuning open models", "tuning open model", "open-weight model"),
    (
        "protecting children from chatbots in class",
        "protecting children from chatbots in class",
        "protecting",
        "ai tutor",
    ),
    ("an audit of facial recognition", "audit of facial recognition", "audit of face recognition", "face recognition"),
    ("standards for AI watermarks", "standards for AI watermarks", "ai watermark standards", "ai watermark"),
    (
        "nuclear power for data centres",
        "nuclear power for data centres",
        "nuclear power for data center",
        "nuclear plant",
    ),
    ("training of open models", "training of open models", "training of open model", "open model"),
    ("a licence for robotaxis", "licence for robotaxis", "licence for robotaxi", "robotaxi"),
)

# The concept itself, however it is qualified, placed or taken up: question, wording, a name of it.
THE_CONCEPT: tuple[tuple[str, str, str], ...] = (
    ("open models in hospitals", "open models in hospitals", "open-weight model"),
    ("adopting Chinese models in Europe", "Chinese models in Europe", "chinese model"),
    ("switching to closed models", "switching to closed models", "proprietary model"),
    ("deploying AI agents in banks", "deploying AI agents in banks", "agentic ai"),
    ("building data centres near towns", "building data centres near towns", "server farm"),
    ("use of facial recognition by police", "facial recognition by police", "face recognition"),
    ("the rise of robotaxis", "rise of robotaxis", "driverless taxi"),
    ("dependence on closed models", "dependence on closed models", "proprietary model"),
    ("stricter export controls on chips", "stricter export controls on chips", "chip curb"),
    ("existing export controls", "existing export controls", "chip curb"),
    ("facial recognition systems", "facial recognition systems", "face recognition"),
    ("robotaxi services in cities", "robotaxi services in cities", "driverless taxi"),
    ("AI agents that book travel", "AI agents that book travel", "agentic ai"),
    ("data centres powered by gas", "data centres powered by gas", "server farm"),
    ("self-hosting a small model", "self-hosting a small model", "own servers"),
    ("should schools let AI tutors mark essays?", "schools letting AI tutors mark essays", "chatbots in class"),
    ("should China keep open-sourcing its models?", "China open-sourcing its models", "open-weight model"),
    ("synthetic data for hospitals", "synthetic data for hospitals", "synthetic training data"),
)

# An aspect of a concept: question, wording, aspect.
ASPECTS: tuple[tuple[str, str, str], ...] = (
    ("cost of closed models", "closed models", "cost"),
    ("the real price of data centres", "data centres", "real price"),
    ("security risks of AI agents", "AI agents", "security risks"),
    ("privacy concerns about facial recognition", "privacy concerns about facial recognition", ""),
    ("privacy of AI in schools", "AI in schools", "privacy"),
    ("energy use of data centers", "data centers", "energy use"),
    ("robotaxi safety", "robotaxi", "safety"),
    ("open models and security", "open models", "security"),
    ("privacy and facial recognition", "facial recognition", "privacy"),
    ("ethics of military AI", "military AI", "ethics"),
    ("impact of export controls on innovation", "export controls", "innovation"),
    ("effects of robotaxis on jobs in cities", "robotaxis", "jobs in cities"),
    ("quality of synthetic data", "synthetic data", "quality"),
    ("data centre electricity use", "data centre", "electricity use"),
    ("risks of open models", "open models", ""),
    ("advantages of small models", "small models", ""),
)

# What refuses, and what it refuses: question, wording, a name of what is refused.
REFUSALS: tuple[tuple[str, str, str], ...] = (
    ("arguments for and against not using AI agents", "not using AI agents", "ai agent"),
    ("not using open models?", "not using open models", "open-weight model"),
    ("not buying closed models is a mistake", "not buying closed models", "proprietary model"),
    ("should we deregulate AI?", "deregulating AI", "ai regulation"),
    ("deregulating AI", "deregulating AI", "ai regulation"),
    ("should the EU deregulate robotaxis?", "EU deregulating robotaxis", "regulating robotaxis"),
    ("should we decriminalise facial recognition?", "decriminalising facial recognition", "ban on facial recognition"),
    ("should we defund data centres?", "defunding data centres", "funding data centres"),
    ("should we worry about AI agents?", "worrying about AI agents", "ai agent"),
    ("should Europe fear Chinese models?", "Europe fearing Chinese models", "chinese model"),
    ("should we distrust synthetic data?", "distrusting synthetic data", "synthetic data"),
    ("should we be afraid of robotaxis?", "being afraid of robotaxis", "robotaxi"),
)

# Titles of what names no concept: question, wording.
TITLES: tuple[tuple[str, str], ...] = (
    ("Should the UK copy the EU register?", "UK copying the EU register"),
    ("Should Japan mirror the new rules?", "Should Japan mirror the new rules?"),
    ("should the audit be compulsory?", "compulsory audit"),
    ("should incident reports be public?", "public incident reports"),
    ("should labs be liable for damage?", "labs being liable for damage"),
    ("should labs log the prompts of their staff?", "labs logging the prompts of their staff"),
    ("Should pigs fly with AI?", "pigs flying with AI"),
    ("should nurses haggle with patients?", "nurses haggling with patients"),
    ("should the US worry about its grid?", "US worrying about its grid"),
    ("should we keep renting GPUs?", "renting GPUs"),
    ("should clinics continue to pay for audits?", "clinics paying for audits"),
    ("Are audits too expensive?", "audits"),
    ("Is a four-day week not a bad idea?", "four-day week"),
    ("what's your opinion on remote work?", "remote work"),
    ("do you think remote work is good?", "remote work"),
)
