"""GPX files are read exactly, or refused with the line; no bytes whatever make the reader fail or swell."""

from __future__ import annotations

import gzip
import os
import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.interop import gpx as reader
from app.interop.gpx import GpxError
from app.interop.rules import UNKNOWN_ACCURACY_M, Fix, Reason
from tests.interop.files import gpx, line, point, stamp

NOW = 1_795_000_000
BEGAN = NOW - 86_400
EXAMPLES = int(os.environ.get("MODU_FUZZ_EXAMPLES", "150"))
"""How many documents each fuzz test tries; set it higher for a longer run."""
MOST_MEMORY = 24 * 1024 * 1024
"""Far below what a document of 5 MiB could be blown up to; the fixes themselves of 50,000 points take 8 MiB."""


def refused(content: bytes) -> GpxError:
    with pytest.raises(GpxError) as caught:
        reader.read(content, NOW)
    return caught.value


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_point_is_read(version: str) -> None:
    walked = reader.read(gpx(line(BEGAN, 3), line(BEGAN + 600, 2), version=version), NOW)
    assert [fix.t for fix in walked.fixes] == [BEGAN, BEGAN + 5, BEGAN + 10, BEGAN + 600, BEGAN + 605]
    assert walked.fixes[1] == Fix(BEGAN + 5, 37_760_560, 126_774_800, UNKNOWN_ACCURACY_M)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "us-ascii"])
def test_common_encodings_are_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    content = gpx(line(BEGAN, 2)).decode().replace("UTF-8", name.upper()).encode(encoding)
    assert len(reader.read(content, NOW).fixes) == 2


def test_prefixes_comments_cdata_and_other_elements_do_no_harm() -> None:
    body = (
        '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><!-- hello --><g:wpt lat="1" lon="1"><g:name>집</g:name></g:wpt>'
        '<g:rte><g:rtept lat="1" lon="1"/></g:rte><g:trk><g:name><![CDATA[<b>]]></g:name><g:trkseg>'
        '<g:trkpt lon="126.7748" lat="37.7605"><g:extensions><x:speed xmlns:x="y">1</x:speed><x:time xmlns:x="y">no</x:time>'
        '<x:accuracy xmlns:x="y"> 7.6 </x:accuracy></g:extensions><g:time> 2026-11-10T01:02:03.250+09:00 </g:time></g:trkpt>'
        "</g:trkseg></g:trk></g:gpx>"
    )
    (fix,) = reader.read(body.encode(), NOW).fixes
    assert (fix.lat, fix.lon, fix.acc) == (37_760_500, 126_774_800, 8)
    assert stamp(fix.t) == "2026-11-09T16:02:03Z"


def test_what_cannot_be_true_is_set_aside() -> None:
    odd = [point(946_684_800), point(BEGAN + 1, 0, 0), *line(BEGAN + 5, 2)]
    walked = reader.read(gpx(odd), NOW)
    assert len(walked.fixes) == 2
    assert walked.aside == {Reason.TOO_OLD: 1, Reason.ZERO_PLACE: 1}


@pytest.mark.parametrize(
    ("content", "at_line", "word"),
    [
        (b"", 1, "empty"),
        (b"\n\n<html>\n</html>", 3, "not a GPX"),
        (b"<gpx></gpx>", 1, "no track"),
        (gpx([]), 1, "no track"),
        (gpx(line(BEGAN, 2)).replace(b"<time>", b"<tme>", 1).replace(b"</time>", b"</tme>", 1), 5, "no time"),
        (gpx([*line(BEGAN, 2), '<trkpt lat="1" lon="2"/>']), 7, "no time"),
        (gpx(line(BEGAN, 2)).replace(b"2026", b"gone", 2), 5, "time cannot be read"),
        (gpx([*line(BEGAN, 2), point(NOW + 3600)]), 7, "future"),
        (gpx([*line(BEGAN, 2), '<trkpt lat="91" lon="2"><time>2026-01-01T00:00:00Z</time></trkpt>']), 7, "lat or lon"),
        (gpx([*line(BEGAN, 2), '<trkpt lat="north" lon="2"/>']), 7, "lat or lon"),
        (gpx([*line(BEGAN, 2), '<trkpt lon="2"/>']), 7, "lat or lon"),
        (gpx([*line(BEGAN, 2), '<trkpt lat="nan" lon="2"/>']), 7, "lat or lon"),
        (gpx([*line(BEGAN, 2), "</b>"]), 7, "broken"),
        (gpx([*line(BEGAN, 2), "&nbsp;"]), 7, "broken"),
        (gpx(line(BEGAN, 9))[:600], 9, "cut short"),
        (gzip.compress(gpx(line(BEGAN, 9)))[:40], 1, "broken"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE gpx [<!ENTITY a "b">]>\n<gpx>&a;</gpx>', 2, "document type"),
        (b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>', 1, "document type"),
        ('<?xml version="1.0" encoding="EUC-KR"?>\n<gpx>가</gpx>'.encode("euc-kr"), 1, "encoding"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<gpx>\n' + "가".encode("euc-kr") + b"</gpx>", 3, "broken"),
        (b'<?xml version="1.0" encoding="klingon"?><gpx/>', 1, "encoding"),
        (b"<gpx>" + b"<a>" * 100, 1, "nested"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: bytes, at_line: int, word: str) -> None:
    error = refused(content)
    assert word in str(error)
    assert error.line == at_line
    assert error.ko
    assert error.ko != str(error)


def test_fifty_thousand_points_and_no_more() -> None:
    many = gpx(
        f'<trkpt lat="37" lon="127"><time>2026-01-01T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}Z</time></trkpt>' for i in range(50_001)
    )
    assert len(many) < reader.MOST_BYTES
    assert "50,000" in str(refused(many))
    assert (
        len(reader.read(many.replace(b'<trkpt lat="37" lon="127"><time>2026-01-01T00:00:00Z</time></trkpt>', b"", 1), NOW).fixes) == 50_000
    )


HUGE = reader.MOST_BYTES
SWELLING = {
    "open": b"<" * HUGE,
    "nested": b"<gpx>" + b"<a>" * (HUGE // 3),
    "attributes": b"<gpx " + b"".join(b'a%d="" ' % i for i in range(400_000)) + b"/>",
    "one attribute": b'<gpx a="' + b"x" * HUGE + b'"/>',
    "a name": b"<" + b"g" * HUGE + b"/>",
    "a comment": b"<gpx><!--" + b"x" * HUGE + b"--></gpx>",
    "an instruction": b"<gpx><?x " + b"x" * HUGE + b"?></gpx>",
    "text": b"<gpx>" + b"x" * HUGE + b"</gpx>",
    "a time": b'<gpx><trk><trkseg><trkpt lat="1" lon="1"><time>' + b"1" * HUGE + b"</time></trkpt></trkseg></trk></gpx>",
    "a number": b'<gpx><trk><trkseg><trkpt lat="' + b"1" * 60_000 + b'" lon="1"/></trkseg></trk></gpx>',
    "elements": b"<gpx>" + b"<a/>" * (HUGE // 4) + b"</gpx>",
    "namespaces": b"<gpx>" + b'<a xmlns="b"/>' * (HUGE // 14) + b"</gpx>",
    "laughs": b"<!DOCTYPE l [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10 if i > 1 else b"&a;" * 10) for i in range(1, 10))
    + b"]><gpx>&a9;</gpx>",
    "nothing": b"\0" * HUGE,
}


@pytest.mark.parametrize("name", SWELLING)
def test_nothing_swells(name: str) -> None:
    tracemalloc.start()
    refused(SWELLING[name])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_MEMORY


def _never_fails(content: bytes) -> None:
    """Anything but a GpxError is a fault."""
    try:
        fixes = reader.read(content, NOW).fixes
    except GpxError as error:
        line_and_words = (error.line, error.ko)
    else:
        assert all(isinstance(fix, Fix) for fix in fixes)
        return
    assert line_and_words[0] >= 1
    assert line_and_words[1]


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=400))
@example(b"\xff\xfe<\0")
@example(b"<?xml version='1.0' encoding='utf-7'?><gpx/>")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _never_fails(content)


SOUND = gpx(line(BEGAN, 4), line(BEGAN + 900, 3))
SHARP = b"""<trkpt|</trkpt>|lat="|<time>|]]>|<![CDATA[|<!--|-->|&#0;|&#x1F600;|&lt;|"|>|<!DOCTYPE a>|<?xml?>|xmlns:a='b'|1e400|<trkseg/>"""
PIECES = st.sampled_from([*SHARP.split(b"|"), b"\0", b"\xff", b"\xed\xa0\x80", b"\r\n", b"9" * 400])


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), PIECES | st.binary(max_size=4)), min_size=1, max_size=6))
def test_a_damaged_file_is_read_or_refused(damage: list[tuple[int, int, bytes]]) -> None:
    content = SOUND
    for at, cut, piece in damage:
        content = content[:at] + piece + content[at + cut :]
    _never_fails(content)


@settings(max_examples=EXAMPLES)
@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_characters="<&\0"), max_size=8),
        lambda inner: st.tuples(
            st.sampled_from(["gpx", "trk", "trkseg", "trkpt", "time", "a:b", "extensions"]), st.lists(inner, max_size=4)
        ),
        max_leaves=40,
    )
)
def test_any_nesting_is_read_or_refused(tree: object) -> None:
    def written(node: object) -> str:
        if isinstance(node, tuple):
            name, inner = node
            return f'<{name} lat="1" lon="2">{"".join(map(written, inner))}</{name}>'
        return str(node)

    _never_fails(f"<gpx>{written(tree)}</gpx>".encode())
