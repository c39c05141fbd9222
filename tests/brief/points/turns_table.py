"""Sentences with the parts they fall into at their turn; no parts where they must stay whole.

The rules were written on TUNED; HELD_OUT was written afterwards, for a figure and not for more rules.
"""

Row = tuple[str, tuple[str, ...]]

TUNED: tuple[Row, ...] = (
    (
        "While open models cut costs, they come with thin support.",
        ("open models cut costs", "they come with thin support."),
    ),
    (
        "Although the ban slowed the laboratories, it taught them to do more with less.",
        ("the ban slowed the laboratories", "it taught them to do more with less."),
    ),
    (
        "The register costs little, but it tells buyers nothing.",
        ("The register costs little", "it tells buyers nothing."),
    ),
    (
        "The model is cheap to run; however, nobody answers the telephone at night.",
        ("The model is cheap to run", "nobody answers the telephone at night."),
    ),
    (
        "Prices have fallen for two years — but the bills of large users have not.",
        ("Prices have fallen for two years", "the bills of large users have not."),
    ),
    (
        "The agents save clerks an hour a day, yet they leave errors that cost two.",
        ("The agents save clerks an hour a day", "they leave errors that cost two."),
    ),
    (
        "“While the weights are free, the engineers are not,” said Mira Sand of Norbanken.",
        ("the weights are free", "the engineers are not"),
    ),
    (
        "Sand said that although the rules are strict, they give buyers something to hold on to.",
        ("the rules are strict", "they give buyers something to hold on to."),
    ),
    (
        "Export controls hurt the makers of chips even though they protect the country.",
        ("Export controls hurt the makers of chips", "they protect the country."),
    ),
    (
        "Despite the fact that the code is public, few have read it.",
        ("the code is public", "few have read it."),
    ),
    (
        "The survey found that assistants please managers, but warned that they tire their teams.",
        ("The survey found that assistants please managers", "they tire their teams."),
    ),
    (
        "Closed models are easier to buy, while open ones are easier to leave.",
        ("Closed models are easier to buy", "open ones are easier to leave."),
    ),
    (
        "But while the pause gives the grid time, it drives builders abroad.",
        ("the pause gives the grid time", "it drives builders abroad."),
    ),
    (
        "Even if the fee is small, it keeps the smallest founders away.",
        ("the fee is small", "it keeps the smallest founders away."),
    ),
    (
        "The clause was meant to help; rivals, however, say it locks them out.",
        ("The clause was meant to help", "rivals, however, say it locks them out."),
    ),
    (
        "It's fast and it's open, but it isn't safe.",
        ("It's fast and it's open", "it isn't safe."),
    ),
    ("The model is not only cheap but it is also faster than its rivals.", ()),
    ("Ministers had no choice but to wait for the court.", ()),
    ("The rules brought nothing but paperwork.", ()),
    ("The board all but gave up on its own model.", ()),
    ("While she was leading the laboratory, three rivals released their weights.", ()),
    ("Open models cut costs but lack a support desk.", ()),
    ("The council runs a small but growing team of engineers.", ()),
    ("Despite its price, the model sells well.", ()),
    ("The ministry has yet to say which chips it means.", ()),
    ("It took a while, but not for lack of money.", ()),
    ("“While we like the idea,” said Sand, “we cannot run it.", ()),
    ("The software behaves as though nobody had trained it.", ()),
    ("Do open models cut costs, but raise risks?", ()),
    ("Firms that share weights but keep their data are the rule.", ()),
    (
        "Though the subsidy lures factories, it leaves taxpayers with the risk.",
        ("the subsidy lures factories", "it leaves taxpayers with the risk."),
    ),
    (
        "The licence lets anyone change the model, but it forbids most uses that earn money.",
        ("The licence lets anyone change the model", "it forbids most uses that earn money."),
    ),
    (
        "While the audit takes a month, the trust it brings lasts for years.",
        ("the audit takes a month", "the trust it brings lasts for years."),
    ),
    (
        "Electricity is cheap in the north; however, the lines to the cities are full.",
        ("Electricity is cheap in the north", "the lines to the cities are full."),
    ),
    (
        "The bank's own model knows its forms by heart, yet it cannot explain a refusal.",
        ("The bank's own model knows its forms by heart", "it cannot explain a refusal."),
    ),
    (
        "“The rules protect us, but they also protect our rivals,” said Leo Amadi.",
        ("The rules protect us", "they also protect our rivals"),
    ),
    (
        "Amadi argued that while licences raise money, they scare off researchers.",
        ("licences raise money", "they scare off researchers."),
    ),
    (
        "Whereas the old contract tied us to one supplier, the new one lets us leave in a month.",
        ("the old contract tied us to one supplier", "the new one lets us leave in a month."),
    ),
    (
        "A shared computer would spare universities the bill — but it would give the state the key.",
        ("A shared computer would spare universities the bill", "it would give the state the key."),
    ),
    (
        "Although nobody was hurt, the incident cost the operator its licence.",
        ("nobody was hurt", "the incident cost the operator its licence."),
    ),
    (
        "The pact has slowed the race, but critics say it rewards those who cheat.",
        ("The pact has slowed the race", "critics say it rewards those who cheat."),
    ),
    (
        "Draft letters are ready in seconds, though someone must still read them.",
        ("Draft letters are ready in seconds", "someone must still read them."),
    ),
    (
        "Even though the fund is small, it has drawn eleven founders home.",
        ("the fund is small", "it has drawn eleven founders home."),
    ),
    (
        "Open weights are harder to recall; yet they are easier to inspect.",
        ("Open weights are harder to recall", "they are easier to inspect."),
    ),
    (
        "The tax would pay for retraining, but employers said it would also slow hiring.",
        ("The tax would pay for retraining", "employers said it would also slow hiring."),
    ),
    ("The change is not merely costly, but it is pointless.", ()),
    ("Lawyers could do little but watch.", ()),
    ("The new chip is anything but a copy.", ()),
    ("While in opposition, the party had promised to ban it.", ()),
    ("The minister opened the centre while protesters stood outside.", ()),
    ("Schools bought the tutor but never used it.", ()),
    ("A slow but honest model beats a quick liar.", ()),
    ("In spite of three warnings, the operator kept the system running.", ()),
    ("Buyers asked for a discount but got a lecture.", ()),
    ("Everyone but the regulator had seen the report.", ()),
    ("If the price falls, buyers gain, but if it rises, they are stuck.", ()),
    ("“We wanted to help,” said Sand, “but the law forbids it.", ()),
    ("Last but not least, the archive is searchable.", ()),
)

HELD_OUT: tuple[Row, ...] = (
    (
        "While open weights invite copies, they also invite help from strangers.",
        ("open weights invite copies", "they also invite help from strangers."),
    ),
    (
        "The minister praised the plan, but her own advisers doubt that it will pay off.",
        ("The minister praised the plan", "her own advisers doubt that it will pay off."),
    ),
    (
        "Although translators keep the final word, their fees have halved.",
        ("translators keep the final word", "their fees have halved."),
    ),
    (
        "Data centres bring few jobs, yet towns compete for them.",
        ("Data centres bring few jobs", "towns compete for them."),
    ),
    (
        "The chip is slower than its rival; nevertheless, the army has ordered nine thousand.",
        ("The chip is slower than its rival", "the army has ordered nine thousand."),
    ),
    (
        "“The audit is a burden, but it has saved us twice,” Ida Lund of Fjordbank said.",
        ("The audit is a burden", "it has saved us twice"),
    ),
    (
        "Lund told the committee that while sandboxes help large banks, they do nothing for small ones.",
        ("sandboxes help large banks", "they do nothing for small ones."),
    ),
    (
        "Agents answer at night, though customers dislike them.",
        ("Agents answer at night", "customers dislike them."),
    ),
    (
        "The law gives authors a say – but publishers keep most of the money.",
        ("The law gives authors a say", "publishers keep most of the money."),
    ),
    (
        "Even though the levy annoys the big platforms, it pays for local news.",
        ("the levy annoys the big platforms", "it pays for local news."),
    ),
    (
        "A national cloud costs twice as much, but nobody abroad can turn it off.",
        ("A national cloud costs twice as much", "nobody abroad can turn it off."),
    ),
    (
        "Small models run on a telephone, whereas large ones need a hall of their own.",
        ("Small models run on a telephone", "large ones need a hall of their own."),
    ),
    (
        "Union leaders accept the tool, but say that it watches their members.",
        ("Union leaders accept the tool", "it watches their members."),
    ),
    (
        "Although it passed every test in the laboratory, the assistant failed in the ward.",
        ("it passed every test in the laboratory", "the assistant failed in the ward."),
    ),
    (
        "Investors cheered, but engineers left.",
        (),
    ),
    (
        "“Open models are wonderful to learn with,” said Berg, but he would not ship one.",
        ("Open models are wonderful to learn with", "he would not ship one."),
    ),
    (
        "The treaty bans the worst weapons, but it says nothing about the software that aims them.",
        ("The treaty bans the worst weapons", "it says nothing about the software that aims them."),
    ),
    (
        "While most pupils like the tutor, one in five has learned to fool it.",
        ("most pupils like the tutor", "one in five has learned to fool it."),
    ),
    (
        "Despite the fact that prices are public, buyers pay very different sums.",
        ("prices are public", "buyers pay very different sums."),
    ),
    (
        "The rule won't stop a determined thief, but it will slow him down.",
        ("The rule won't stop a determined thief", "it will slow him down."),
    ),
    ("The firm is neither rich nor famous but stubborn.", ()),
    ("While the ban was in force, no licence was granted.", ()),
    ("All but two of the models failed the test.", ()),
    ("Regulators not only fined the bank but they also named its directors.", ()),
    ("It has cost us time but not money.", ()),
    ("Despite warnings from its own engineers, the ministry bought the system.", ()),
    ("The tool finds errors that people miss but often invents others.", ()),
    ("He worked as a clerk while studying law at night.", ()),
    ("Even if the price were halved, nobody would buy it.", ()),
    ("A cheap but careful audit is better than none.", ()),
)
