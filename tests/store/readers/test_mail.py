from time import process_time

import pytest

from store.readers import Limits
from tests.store.readers.samples import HTML, PARAGRAPHS, TEXT, mail, mailbox, pages, problems, read, reason, texts


def test_a_newsletter_is_read_from_its_html_with_what_its_headers_state() -> None:
    (page,) = pages(read(mail(text="View this mail in your browser."), "boats.eml"))
    assert page.text == TEXT
    assert page.origin == "boats.eml"
    facts = page.facts
    assert (facts.title, facts.publisher, facts.published.iso()) == (
        "Ferries learn to talk",
        "Sound Herald",
        "2025-11-03",
    )
    assert facts.read_from["title"] == "Subject header"
    assert facts.read_from["publisher"] == "From header"
    assert "when the message was sent" in facts.read_from["published"]


@pytest.mark.parametrize("html", [None, "<p>Turn on pictures</p>"])
def test_the_text_is_read_where_there_is_no_article_in_html(html: str | None) -> None:
    assert list(texts(read(mail(html=html), "boats.eml"))) == [TEXT]


def test_a_person_who_sends_is_the_author_and_an_address_is_nobody() -> None:
    (page,) = pages(read(mail(sender="Ada Fenn <ada@sound.example>"), "a.eml"))
    assert (page.facts.author, page.facts.publisher) == ("Ada Fenn", None)
    (page,) = pages(read(mail(sender="news@sound.example"), "a.eml"))
    assert (page.facts.author, page.facts.publisher) == (None, None)


@pytest.mark.parametrize("subject", ["Fwd: Ferries learn to talk", "WG: FW: Ferries learn to talk"])
def test_of_a_forwarded_mail_sender_and_date_are_not_the_articles(subject: str) -> None:
    (page,) = pages(read(mail(subject=subject, sender="Ada Fenn <ada@harbour.example>"), "a.eml"))
    assert page.facts.title == "Ferries learn to talk"
    assert (page.facts.author, page.facts.published.iso()) == (None, None)


@pytest.mark.parametrize("date", [None, "yesterday", "Mon, 99 Nov 2025 25:00:00"])
def test_a_date_that_is_not_stated_stays_unknown(date: str | None) -> None:
    (page,) = pages(read(mail(date=date), "a.eml"))
    assert page.facts.published.iso() is None


def test_lines_that_a_mail_program_wrapped_are_paragraphs_again() -> None:
    wrapped = "\r\n\r\n".join(PARAGRAPHS[n].replace(" that ", " that \r\n") for n in range(4))
    head = "From: Sound Herald <a@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
    (page,) = pages(read(f"{head}\r\n{wrapped}".encode(), "a"))
    assert page.text == TEXT


def test_the_declared_charset_reads_a_part() -> None:
    body = TEXT.replace("“", "«").replace("”", "»").replace("Mette Lund", "Ieva Šķēle").encode("cp1257")
    head = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1257\r\n\r\n"
    (page,) = pages(read(head + body, "a.eml"))
    assert "Ieva Šķēle" in page.text


def test_every_mail_of_a_mailbox_is_read_under_its_message_id() -> None:
    other = mail(message_id="<2@sound.example>", text=TEXT.replace("Monday", "Friday"), html=None)
    found = read(mailbox(mail(), other), "news.mbox")
    assert [page.origin for page in pages(found)] == ["news.mbox#1@sound.example", "news.mbox#2@sound.example"]
    assert "Friday" in list(texts(found))[1]


def test_a_mailbox_is_known_by_how_it_begins() -> None:
    assert [page.origin for page in pages(read(mailbox(mail()), "Inbox"))] == ["Inbox#1@sound.example"]


def test_a_line_that_begins_with_from_is_no_new_mail() -> None:
    said = TEXT.replace(
        PARAGRAPHS[1], f">From now on the boats talk, said the harbour office to everyone.\n\n{PARAGRAPHS[1]}"
    )
    (page,) = pages(read(mailbox(mail(text=said, html=None)), "a.mbox"))
    assert "\nFrom now on the boats talk" in page.text


def test_a_mail_without_an_id_or_with_anothers_has_an_origin_of_its_own() -> None:
    nameless = mail(message_id=None)
    assert read(mailbox(nameless), "a.mbox")[0].origin == read(mailbox(mail(), nameless), "a.mbox")[1].origin
    twins = read(mailbox(mail(), mail(subject="Boats talk")), "a.mbox")
    assert [one.origin for one in twins] == ["a.mbox#1@sound.example", "a.mbox#1@sound.example~2"]


def test_a_mail_that_is_no_article_stops_no_other() -> None:
    found = read(mailbox(mail(text="Lunch?", html=None, message_id="<3@x>"), mail()), "a.mbox")
    assert [problem.name for problem in problems(found)] == ["a.mbox#3@x"]
    assert len(pages(found)) == 1


def test_a_mail_over_the_limit_is_refused_by_name_and_the_next_is_read() -> None:
    huge = mail(text="boat\n" * 9000, html=None, message_id="<3@x>")
    found = read(mailbox(huge, mail()), "a.mbox", limits=Limits(article_bytes=20_000))
    assert [problem.name for problem in problems(found)] == ["a.mbox#3@x"]
    assert list(texts(found)) == [TEXT]


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx",
        b"From: \xff\xfe <\x00>\r\nSubject: =?x?y?z?=\r\nDate: ,,,\r\nMIME-Version: 1.0\r\n\r\nx",
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n=",
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(10_000)),
        b"From: " + b"(" * 50_000 + b"\nMIME-Version: 1.0\n\nx",
    ],
)
def test_broken_mails_are_refused(data: bytes) -> None:
    reason(read(data, "a.eml"))


def test_html_of_a_mail_may_not_bring_its_own_scripts_or_pictures_into_the_text() -> None:
    tracked = HTML.replace("</p>", "<img src='https://track.example/1.gif' alt='pixel'><script>x()</script></p>", 1)
    assert list(texts(read(mail(html=tracked), "a.eml"))) == [TEXT]


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; " + "; ".join(f"a*{n}*=x" for n in range(20_000)),
        "From: " + ",".join(f'"a{n}" <a{n}@b.example>' for n in range(30_000)),
        "Subject: " + "=?utf-8?q?a?= " * 20_000,
    ],
)
def test_a_huge_header_takes_no_time(header: str) -> None:
    started = process_time()
    (page,) = pages(read(f"{header}\nX-Mailer: x\nMIME-Version: 1.0\n\n{TEXT}".encode(), "a.eml"))
    assert page.text == TEXT
    assert process_time() - started < 5
