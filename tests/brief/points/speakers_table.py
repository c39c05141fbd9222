"""Sentences with the ones before them and who says them; None where no name is sure.

The rules were written on TUNED; HELD_OUT was written at the same time and used for a figure, not for rules.
"""

Case = tuple[str, tuple[str, ...], str | None]

SAND = "Mira Sand, head of risk at Norbanken, said she was testing it."
AMADI = "Leo Amadi, chief buyer at Harrow Mutual, warned of costs."

TUNED: tuple[Case, ...] = (
    ("“It pays for itself,” said Cynthia Example of Dyna Corp.", (), "Cynthia Example of Dyna Corp."),
    ("“It pays for itself,” Cynthia Example of Dyna Corp said.", (), "Cynthia Example of Dyna Corp"),
    ("According to Ana Ruiz, the gains are small.", (), "Ana Ruiz"),
    ("The gains are small, according to Ana Ruiz.", (), "Ana Ruiz"),
    ("Norbanken's chief economist, Ida Lund, said the fee was fair.", (), "Norbanken's chief economist, Ida Lund"),
    ("“It works,” she said.", (SAND,), "Mira Sand, head of risk at Norbanken"),
    ("“It works,” she added.", (SAND, "The bank has 900 branches."), "Mira Sand, head of risk at Norbanken"),
    ("“It works,” he said.", (SAND, AMADI), "Leo Amadi, chief buyer at Harrow Mutual"),
    ("“It works,” he said.", ("Norbanken said it would wait.",), None),
    ("“It works,” he said.", ("The regulator said it would wait.",), None),
    ("“It works,” she said.", ("A survey of buyers found that trust is low.",), None),
    ("“It works,” he said.", ("Officials said that it would wait.",), None),
    ("“It works,” he said.", ("Ana Ruiz told Leo Amadi that the model was ready.",), None),
    ("“It works,” he said.", (SAND, "Tom Berg joined the bank in May."), None),
    ("“It works,” he said.", (SAND, "Her colleague Tom Berg disagreed."), None),
    ("“The fee is fair,” said Sand.", (SAND,), "Mira Sand, head of risk at Norbanken"),
    ("The ministry said that the rule would stay.", (), "The ministry"),
    ("One Danish founder said it saves money.", (), "One Danish founder"),
    ("Norbanken opened two branches in May.", (), None),
    ("“Open” models let firms change the software.", (), None),
    ("Prices fell by half in a year.", (SAND,), None),
    ("“We would buy it again,” says Tom Berg, who runs Open Lab.", (), "Tom Berg"),
    ("Berg argues that copies cannot be recalled.", (), "Berg"),
    ("“It works,” he said.", ("“We bought it,” said Tom Berg of Open Lab.",), "Tom Berg of Open Lab"),
    ("“It works,” he said.", ("Open Lab said that it would wait.",), None),
)

HELD_OUT: tuple[Case, ...] = (
    ("“Nobody reads the manual,” said Grace Okoro of Calder Health.", (), "Grace Okoro of Calder Health"),
    ("“Nobody reads the manual,” Grace Okoro said.", (), "Grace Okoro"),
    ("According to Grace Okoro, a surgeon, nobody reads the manual.", (), "Grace Okoro, a surgeon"),
    ("Waiting times have halved, according to the hospital.", (), "the hospital"),
    ("Okoro, a surgeon at Calder Health, said the tool missed two fractures.", (), "Okoro, a surgeon at Calder Health"),
    (
        "“It missed two,” she told the panel.",
        ("“It reads well,” said Grace Okoro of Calder Health.",),
        "Grace Okoro of Calder Health",
    ),
    ("“It missed two,” she said.", ("Calder Health said the tool was safe.",), None),
    ("“It missed two,” she said.", ("The inquiry found that nobody had been told.",), None),
    ("“It missed two,” he said.", ("Grace Okoro wrote to Paul Drummond about the tool.",), None),
    ("“It missed two,” he said.", ("“It reads well,” said Grace Okoro.", "Paul Drummond has sued the hospital."), None),
    (
        "“It missed two,” he said.",
        ("“It reads well,” said Paul Drummond, a nurse.", "The ward has forty beds."),
        "Paul Drummond, a nurse",
    ),
    ("“It missed two,” he said.", ("Nurses said that the tool was slow.",), None),
    ("A spokesman for the hospital said it was looking into the matter.", (), "A spokesman for the hospital"),
    ("The union argues that the tool replaces nurses.", (), "The union"),
    ("Critics say the register is a list of good intentions.", (), "Critics"),
    ("A study of forty wards found that errors fell.", (), "A study of forty wards"),
    ("Calder Health bought the tool in March.", (), None),
    ("The tool was trained on scans from nine countries.", ("“It reads well,” said Grace Okoro.",), None),
    ("“Smart” beds cost twice as much.", (), None),
    ("“That is the point.”", ("“It reads well,” said Grace Okoro.",), "Grace Okoro"),
    ("Professor Alan Whitby warned that the data were old.", (), "Professor Alan Whitby"),
    ("“The data were old,” said Professor Alan Whitby.", (), "Professor Alan Whitby"),
    (
        "“The data were old,” Whitby said.",
        ("Alan Whitby, professor of statistics, said he had asked twice.",),
        "Alan Whitby, professor of statistics",
    ),
    ("“We asked twice,” he said.", ("“The data were old,” said the minister.",), None),
    (
        "Whitby Instruments, the maker of the tool, said it had been warned.",
        (),
        "Whitby Instruments, the maker of the tool",
    ),
)
