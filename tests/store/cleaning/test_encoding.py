import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.cleaning.encoding import decode, mend
from store.cleaning.lost_marks import mend_lost_marks
from store.errors import Refused

GREEK = "Η αγορά δεν είναι μεγάλη, είπε ο υπουργός. Το βιβλίο β βρίσκεται εκεί. β, γ και δ."
RUSSIAN = "Рынок невелик, сказал министр. «Мы не боимся», — добавил он."
UNQUOTED = str.maketrans("«»—", '""-')
CHINESE = "市场并不大，部长说。“我们不怕”，他补充道。"
WHOLE = (
    "“We can’t wait,” said the harbour’s chief engineer — twice. The captains’ union called it “bold”. "
    "“It’s the ‘open’ part that we don’t get,” its lawyer said."
)


def stray(text: str, letter: str) -> str:
    """The text as a page shows it that has lost its typographic marks to one letter."""
    return "".join(letter if c in "“”‘’—" else c for c in text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_decoded_from_the_usual_encodings(codec: str) -> None:
    assert decode("Ein „Modell“ für 3 €.".encode(codec)) == "Ein „Modell“ für 3 €."


def test_the_charset_that_a_page_declares_is_believed_before_windows_1252() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert "Łódź" in decode(page.encode("iso-8859-2"))


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Ķēniņš Šķēle kuģoja uz ostu; kaķis ēda žāvētu zivi.", "windows-1257"),
        (RUSSIAN.translate(UNQUOTED), "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        ("フェリーは月曜日に出航した。", "iso-2022-jp"),
        ("フェリーは月曜日に出航した。", "Shift_JIS"),
        (CHINESE.replace("，", ","), '"gb2312"'),
        ("“Naïve” café — 3 €", "iso-8859-1"),
    ],
)
def test_the_charset_that_a_sender_declares_is_believed(text: str, codec: str) -> None:
    data = text.encode("cp1252" if codec == "iso-8859-1" else codec.strip('"'))
    assert decode(data, declared=codec) == text


@pytest.mark.parametrize(
    "declared",
    ["iso-8859-1", "windows-1251", "shift_jis", "utf-16", "iso-2022-jp", "utf-7", "rot13", "no such", "\x00", ""],
)
@pytest.mark.parametrize("text", ["Ein „Modell“ für 3 €.", RUSSIAN, CHINESE, "Plain +AGE- words ~{ only."])
def test_a_wrong_declaration_does_not_harm_utf_8(text: str, declared: str) -> None:
    assert decode(text.encode(), declared=declared) == text


def test_a_declaration_that_gives_words_of_two_alphabets_is_not_believed() -> None:
    text = "Le café du château est fermé; la pâte, les mâts et l’âge aussi."
    assert decode(text.encode("cp1252"), declared="windows-1251") == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (
            (
                "Паромная компания сообщила в понедельник, что её расписание теперь составляет языковая модель. "
                "Пассажиры месяцами жаловались, что старое расписание не объясняло, почему паромы опаздывают."
            ),
            "koi8-r",
        ),
        (GREEK.partition(" β,")[0] + " Οι επιβάτες παραπονιούνταν επί μήνες.", "cp1253"),
        ("フェリー会社は月曜日、自社で運用する言語モデルを使って時刻表を作成すると発表した。", "shift_jis"),
        ("渡轮公司周一表示，将使用自己的开放语言模型来编制时刻表。几个月来乘客一直抱怨。", "gbk"),
    ],
)
def test_what_nobody_declares_is_read_where_only_one_encoding_makes_words(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


def test_what_could_be_one_of_several_encodings_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        decode(RUSSIAN.translate(UNQUOTED).encode("koi8-r"))


def test_a_declared_charset_that_is_none_is_passed_over() -> None:
    assert "für" in decode(b'<meta charset="rot13"><p>f\xfcr</p>')


def test_a_few_broken_bytes_do_not_make_utf_8_something_else() -> None:
    data = ("Crème brûlée, naïve café. " * 20).encode() + b"\xff end"
    assert decode(data).endswith("\ufffd end")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"%PDF-1.7 rest", "a PDF"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"text\x00with\x00nuls", "binary"),
        (b"\xff\xfea", "not"),
        ("Привет, мир, как дела".encode("cp1251"), "cannot be read"),
    ],
)
def test_what_is_no_text_is_refused_by_name_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        decode(data)
    assert "; " in str(refused.value)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-16", "iso-2022-jp", "big5", "cp1251", "utf-7", "x"]))
def test_bytes_are_decoded_or_refused_and_nothing_else(data: bytes, declared: str | None) -> None:
    text = "refused"
    with contextlib.suppress(Refused):
        text = decode(data, declared)
    assert text.strip()
    assert "\x00" not in text


def test_classical_mojibake_is_undone() -> None:
    assert mend("The portâ€™s cranes â€“ all six â€“ stood still.") == "The port’s cranes – all six – stood still."


@pytest.mark.parametrize("text", [GREEK, RUSSIAN, CHINESE, WHOLE, "ﬁne ＷＩＤＥ Å \r\nＡ"])
def test_genuine_text_stays_as_it_is(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize("letter", ["β", "Ξ", "я", "Ж", "ת", "中", "\ufffd", "???"])
def test_marks_that_became_one_letter_are_told_apart_by_context(letter: str) -> None:
    assert mend_lost_marks(stray(WHOLE, letter)) == WHOLE


def test_question_marks_are_kept_where_marks_were_lost_to_question_marks() -> None:
    broken = "The port?s crew didn?t wait. Was that wise? ?Yes,? said the mate ? and he ?meant? it."
    assert (
        mend_lost_marks(broken)
        == "The port’s crew didn’t wait. Was that wise? “Yes,” said the mate — and he “meant” it."
    )


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("It isnβt the captainsβ fault, itβs the weather.", "It isn’t the captains’ fault, it’s the weather."),
        ("βWe like the portsβ plan,β he saidβit wasnβt new.", "“We like the ports’ plan,” he said—it wasn’t new."),
        ("It didnβt say βopenβ; it said (βshutβ). It wonβt.", "It didn’t say “open”; it said (“shut”). It won’t."),
        (
            "Heβs sure: βthe plan is cheap β very cheap β and safe,β he said.",
            "He’s sure: “the plan is cheap — very cheap — and safe,” he said.",
        ),
        ("OβNeill didnβt come. The U.S.βs ships did.", "O’Neill didn’t come. The U.S.’s ships did."),
    ],
)
def test_quotations_are_paired_and_plural_possessives_are_no_quotations(broken: str, mended: str) -> None:
    assert mend_lost_marks(broken) == mended


@pytest.mark.parametrize(
    "text",
    [
        "Carrots hold β-carotene, and TGF-β slows cells; β-blockers slow hearts.",
        "We set β = 0.9 and found that the β coefficient fell. TGFβ rose, as did IFNβ.",
        "Moscow said Привет, and then да. Nobody knew why.",
        "Le château est fermé; la pâte, les mâts et l’âge aussi.",
        "What? Who? Where? See example.org/?s=open&t=1 and a?b.",
        "The r\ufffdsum\ufffd lay in the caf\ufffd; it cost \ufffd12.",
    ],
)
def test_letters_that_are_at_home_are_left_alone(text: str) -> None:
    assert mend_lost_marks(text) == text


def test_a_genuine_letter_survives_beside_lost_marks() -> None:
    assert (
        mend_lost_marks("Itβs about β-carotene, isnβt it, and βnewβ TGF-β.")
        == "It’s about β-carotene, isn’t it, and “new” TGF-β."
    )


@given(st.text(alphabet="αβγδεΑΒΓ .,ηκλ“”—\n", max_size=120))
def test_a_greek_text_is_never_changed(text: str) -> None:
    assert mend_lost_marks(text) == text


@given(st.text(max_size=200))
def test_mending_lost_marks_keeps_every_line_and_is_done_once(text: str) -> None:
    mended = mend_lost_marks(text)
    assert mended.count("\n") == text.count("\n")
    assert len(mended) <= len(text)


FRENCH = (
    "“ L’argent public doit servir à des outils publics ”, a déclaré la rectrice — deux fois. Les auteurs n’ont pas caché "
    "que le modèle s’exprime moins bien qu’un service loué, jusqu’au printemps."
)


@pytest.mark.parametrize("letter", ["β", "ж", "\ufffd"])
def test_elisions_and_spaced_quotations_show_lost_marks_in_french(letter: str) -> None:
    assert mend_lost_marks(stray(FRENCH, letter)) == FRENCH


def test_one_broken_accent_in_french_is_no_apostrophe() -> None:
    text = "Une d\ufffdesse de pierre garde le port, et personne ne sait qui a voulu la placer ici."
    assert mend_lost_marks(text) == text


def test_a_dash_between_figures_is_restored_and_a_receptor_keeps_its_letter() -> None:
    broken = "Itβs 80β90 letters an hour, isnβt it, and theyβve found β2 receptors and β-carotene."
    mended = "It’s 80–90 letters an hour, isn’t it, and they’ve found β2 receptors and β-carotene."
    assert mend_lost_marks(broken) == mended
