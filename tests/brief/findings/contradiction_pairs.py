"""Pairs of sentences from two articles on one question, for the test of contradictions."""

AGREE: tuple[tuple[str, str, str], ...] = (
    # different years and periods
    ("How much did Larkmoor spend?", "Larkmoor spent $40 million in 2023.", "Larkmoor spent $52 million in 2024."),
    ("How much did Larkmoor spend?", "Larkmoor spent $40 million.", "Larkmoor spent $52 million in 2024."),
    ("How much did Larkmoor earn?", "Larkmoor earned €9m in the first quarter.", "Larkmoor earned €12m."),
    ("How much does Larkmoor pay?", "Larkmoor pays $3,000 a month.", "Larkmoor pays $36,000 a year."),
    ("How many calls does Larkmoor take?", "Larkmoor takes 900 calls a day.", "Larkmoor takes 27,000 calls a month."),
    ("How many staff has Larkmoor?", "Larkmoor has 410 staff.", "Last spring Larkmoor had 380 staff."),
    ("How many staff has Larkmoor?", "Larkmoor has 410 staff.", "Larkmoor had 380 staff before the merger."),
    # different units, or things counted
    ("How much did Larkmoor raise?", "Larkmoor raised $80 million.", "Larkmoor raised €74 million."),
    ("How much did costs fall at Larkmoor?", "Costs at Larkmoor fell 12%.", "Costs at Larkmoor fell by $3 million."),
    ("How many engineers has Larkmoor?", "Larkmoor has 90 engineers.", "Larkmoor has 410 employees in 3 offices."),
    (
        "How long did the Larkmoor outage last?",
        "The Larkmoor outage lasted 9 hours.",
        "It lasted 540 minutes at Larkmoor.",
    ),
    ("How many chips did Larkmoor buy?", "Larkmoor bought 5,000 chips.", "Larkmoor bought 12 racks."),
    # a part and a whole, each and all
    ("How many staff has Larkmoor?", "Larkmoor has 410 staff.", "Of them 90 staff at Larkmoor are engineers alone."),
    ("How much did Larkmoor lose?", "Larkmoor lost $9 million.", "Larkmoor lost $2 million on cloud services alone."),
    ("How much did Larkmoor pay?", "Larkmoor paid $500 per seat.", "Larkmoor paid $2 million."),
    ("How many sites has Larkmoor?", "Larkmoor has 14 sites.", "Larkmoor has 5 sites abroad."),
    ("How much does Larkmoor save?", "Larkmoor saves £4m overall.", "Larkmoor saves £1m."),
    ("How many users has Larkmoor?", "Larkmoor has 2 million users.", "Larkmoor has 31 million users worldwide."),
    # a forecast and an outcome
    ("How much did Larkmoor spend?", "Larkmoor expects to spend $50 million.", "Larkmoor spent $61 million."),
    ("How many jobs did Larkmoor cut?", "Larkmoor may cut 300 jobs.", "Larkmoor cut 120 jobs."),
    ("How much did Larkmoor earn?", "Larkmoor forecast €70m.", "Larkmoor earned €64m."),
    # bounds and roundings
    ("How many sites has Larkmoor?", "Larkmoor has more than 40 sites.", "Larkmoor has 43 sites."),
    ("How many sites has Larkmoor?", "Larkmoor has up to 50 sites.", "Larkmoor has 43 sites."),
    ("How many sites has Larkmoor?", "Larkmoor has at least 40 sites.", "Larkmoor has over 30 sites."),
    ("How much did Larkmoor raise?", "Larkmoor raised about $40 million.", "Larkmoor raised $41.5 million."),
    ("How much did Larkmoor raise?", "Larkmoor raised $40 million.", "Larkmoor raised $40,000,000."),
    ("How many sites has Larkmoor?", "Larkmoor has nearly 50 sites.", "Larkmoor has 48 sites."),
    ("How much did costs fall at Larkmoor?", "Costs at Larkmoor fell 12%.", "Costs at Larkmoor fell 12 per cent."),
    # somebody else, something else
    ("How much did Larkmoor raise?", "Larkmoor raised $80 million.", "Fennick raised $30 million."),
    ("How much did Larkmoor raise?", "Larkmoor raised $80 million.", "Larkmoor charges $9 million."),
    ("How much did training Tern 2 cost?", "Training Tern 2 cost $5 million.", "Training Tern 3 cost $9 million."),
    # several figures in one sentence, and questions that ask for none
    ("How many sites has Larkmoor?", "Larkmoor has 14 sites.", "The sites of Larkmoor fell to 11 sites from 19 sites."),
    ("Who leads Larkmoor?", "Ada Quill has led Larkmoor for 3 years.", "Larkmoor is led by Ada Quill, 41."),
    ("What is said about Larkmoor?", "Larkmoor has 14 sites.", "Larkmoor has 16 sites."),
    # dates that differ only in how exact they are
    ("When was Larkmoor founded?", "Larkmoor was founded in May 2019.", "Larkmoor was founded in 2019."),
    ("When was Larkmoor founded?", "Larkmoor was founded in May 2019.", "Larkmoor was founded in May 2019 in Ost."),
)
DIFFER: tuple[tuple[str, str, str], ...] = (
    ("How much did Larkmoor raise?", "Larkmoor raised $80 million.", "Larkmoor raised $95 million, a filing says."),
    ("How many sites has Larkmoor?", "Larkmoor has 14 sites.", "There are 19 sites at Larkmoor."),
    ("How many sites has Larkmoor?", "Larkmoor has more than 40 sites.", "Larkmoor has 31 sites."),
    ("How much did costs fall at Larkmoor?", "Costs at Larkmoor fell 12%.", "Costs at Larkmoor fell by 19 per cent."),
    ("How much would Larkmoor lose?", "Larkmoor expects to lose $6bn.", "Larkmoor would lose $3.8 billion."),
    ("When was Larkmoor founded?", "Larkmoor was founded in May 2019.", "Larkmoor was founded in July 2020."),
    (
        "How long did the Larkmoor outage last?",
        "The outage at Larkmoor lasted 9 hours.",
        "Larkmoor’s outage lasted 31 hours.",
    ),
    ("How much did Larkmoor spend?", "Larkmoor spent $40 million in 2023.", "In 2023 Larkmoor spent $55 million."),
)
