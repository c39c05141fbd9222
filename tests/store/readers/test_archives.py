import gzip
import io
import json
import struct
import zipfile

import pytest

from store.readers import Limits
from tests.store.readers.samples import PAGE, TEXT, mail, mailbox, pages, problems, read, reason, texts, zipped

SMALL = Limits(article_bytes=20_000)


def test_every_article_of_a_zip_is_read_under_its_own_name() -> None:
    found = read(zipped({"a/boats.html": PAGE.encode(), "b.txt": TEXT.encode()}), "week.zip")
    assert [page.origin for page in pages(found)] == ["week.zip#a/boats.html", "week.zip#b.txt"]
    assert set(texts(found)) == {TEXT}


def test_a_refused_member_stops_no_other() -> None:
    found = read(zipped({"empty.txt": b"", "picture.png": b"\x89PNG\r\n", "b.txt": TEXT.encode()}), "week.zip")
    assert [problem.name for problem in problems(found)] == ["week.zip#empty.txt", "week.zip#picture.png"]
    assert list(texts(found)) == [TEXT]


def test_a_gzipped_file_keeps_its_origin_and_is_read_by_its_inner_name() -> None:
    (page,) = pages(read(gzip.compress(f"# Ferries talk\n\n{TEXT}".encode()), "boats.md.gz"))
    assert (page.origin, page.text, page.facts.title) == ("boats.md.gz", TEXT, "Ferries talk")


def test_a_mailbox_and_lines_of_json_inside_an_archive_are_read() -> None:
    line = json.dumps({"id": 7, "text": TEXT}).encode()
    found = read(zipped({"box.mbox": mailbox(mail()), "all.jsonl": line}), "w.zip")
    assert [one.origin for one in found] == ["w.zip#box.mbox#1@sound.example", "w.zip#all.jsonl#7"]
    assert [page.origin for page in pages(read(gzip.compress(line), "all.jsonl.gz"))] == ["all.jsonl.gz#7"]


@pytest.mark.parametrize("kept", [5, 60, -12, -4])
def test_a_gzip_that_is_cut_off_is_refused_and_never_read_in_part(kept: int) -> None:
    assert "cut off" in reason(read(gzip.compress(PAGE.encode())[:kept], "boats.html.gz"))


def test_what_came_before_the_end_of_a_cut_archive_is_kept() -> None:
    lines = "".join(json.dumps({"id": n, "text": f"{TEXT} It was number {n}."}) + "\n" for n in range(400))
    found = read(gzip.compress(lines.encode())[:-200], "all.jsonl.gz")
    assert len(pages(found)) > 0
    assert "cut off" in problems(found)[-1].reason


@pytest.mark.parametrize("kept", [4, 40, -1, -30])
def test_a_zip_that_is_cut_off_is_refused(kept: int) -> None:
    assert "zip archive" in reason(read(zipped({"a.txt": TEXT.encode()})[:kept], "week.zip"))


def test_a_damaged_member_is_refused_by_name_and_the_rest_goes_on() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    data[60:90] = bytes(30)
    found = read(bytes(data), "week.zip")
    assert [problem.name for problem in problems(found)] == ["week.zip#a.txt"]
    assert [page.origin for page in pages(found)] == ["week.zip#b.txt"]


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/shadow", "C:\\boot.ini", "a\x1b[2Jb.txt", "x" * 5000])
def test_a_name_that_leads_elsewhere_is_only_a_name(name: str) -> None:
    (page,) = pages(read(zipped({name: TEXT.encode()}), "week.zip"))
    assert page.text == TEXT
    assert page.origin.startswith("week.zip#")
    assert "\x1b" not in page.origin
    assert len(page.origin) < 300


def test_two_members_of_one_name_are_two_articles() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", TEXT.replace("Monday", "Friday"))
    found = read(packed.getvalue(), "w.zip")
    assert [one.origin for one in found] == ["w.zip#a.txt", "w.zip#a.txt~2"]


@pytest.mark.parametrize("inner", [zipped({"a.txt": TEXT.encode()}), gzip.compress(TEXT.encode())])
def test_an_archive_in_an_archive_is_not_opened(inner: bytes) -> None:
    assert "inside an archive" in reason(read(zipped({"inner": inner}), "w.zip"))
    assert "inside an archive" in reason(read(gzip.compress(inner), "w.gz"))


def test_bombs_are_stopped() -> None:
    zeros = bytes(5_000_000)
    assert "times its size" in reason(read(gzip.compress(zeros), "a.mbox.gz", limits=SMALL))
    assert "times its size" in reason(read(zipped({"a.mbox": zeros}), "a.zip", limits=SMALL))


def test_the_members_of_an_archive_share_one_limit() -> None:
    lines = "".join(f"{n * 7919 % 100_003} boats\n" for n in range(1500)).encode()[:19_000]
    found = read(zipped({f"{n}.txt": lines for n in range(200)}), "a.zip", limits=SMALL)
    assert len(found) < 200
    assert "2 MB unpacked" in problems(found)[-1].reason


def test_a_directory_of_a_million_members_is_not_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, at + 8, 65_535, 65_535)
    assert "members" in reason(read(bytes(data), "a.zip"))


def test_an_encrypted_member_is_refused_by_name() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(magic) + at] |= 1
    assert "encrypted" in reason(read(bytes(data), "a.zip"))


@pytest.mark.parametrize("name", ["[Content_Types].xml", "META-INF/container.xml", "content.xml"])
def test_office_documents_and_books_are_told_from_archives(name: str) -> None:
    assert "export it" in reason(read(zipped({name: b"<x/>"}), "report.docx"))


def test_a_tar_archive_is_named() -> None:
    assert "tar archive" in reason(read(gzip.compress(bytes(257) + b"ustar\x0000" + bytes(248)), "a.tgz"))


@pytest.mark.parametrize("data", [b"", zipped({}), zipped({"folder/": b"", ".hidden": b"x", "__MACOSX/._a": b"x"})])
def test_a_source_with_nothing_in_it_says_so(data: bytes) -> None:
    reason(read(data, "a.zip"))
