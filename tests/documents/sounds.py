"""Small sound files of every kind taken, made byte by byte, and hostile ones made from them."""

import io
import struct
import wave
import zipfile


def wav(seconds: float = 2.0, rate: int = 8000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * int(seconds * rate))
    return out.getvalue()


def mp3(frames: int = 80, label: bytes = b"") -> bytes:
    """MPEG 1 layer III, 64 kbit/s, 44.1 kHz: a frame is 208 bytes and 26 ms."""
    head = b"ID3\x04\x00\x00" + bytes([0, 0, len(label) >> 7, len(label) & 0x7F]) + label if label else b""
    return head + (b"\xff\xfb\x50\xc4" + b"\0" * 204) * frames


def page(serial: int, position: int, body: bytes, first: bool = False) -> bytes:
    sizes = [255] * (len(body) // 255) + [len(body) % 255]
    head = b"OggS\0" + (b"\x02" if first else b"\0") + struct.pack("<QII", position, serial, 0) + b"\0" * 4
    return head + bytes([len(sizes), *sizes]) + body


def ogg(seconds: float = 2.0, head: bytes = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0") -> bytes:
    pages = [page(7, 0, head, first=True), page(7, 0, b"OpusTags" + b"\0" * 8)]
    return b"".join([*pages, page(7, int(seconds * 48_000), b"x" * 600)])


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + name + body


def m4a(seconds: float = 2.0, handler: bytes = b"soun", data: bytes = b"x" * 100) -> bytes:
    mdhd = box(b"mdhd", b"\0" * 12, struct.pack(">II", 1000, int(seconds * 1000)), b"\0" * 4)
    hdlr = box(b"hdlr", b"\0" * 8, handler, b"\0" * 13)
    moov = box(b"moov", box(b"trak", box(b"mdia", mdhd, hdlr)))
    return box(b"ftyp", b"M4A \0\0\0\0isom") + moov + box(b"mdat", data)


def m4a_in_pieces(seconds: int = 2) -> bytes:
    """As a telephone's browser records: no length but in each piece."""
    mdhd = box(b"mdhd", b"\0" * 12, struct.pack(">II", 1000, 0), b"\0" * 4)
    trak = box(b"trak", box(b"mdia", mdhd, box(b"hdlr", b"\0" * 8, b"soun", b"\0" * 13)))
    moov = box(b"moov", trak, box(b"mvex", box(b"trex", struct.pack(">IIIIII", 0, 1, 1, 20, 0, 0))))
    tfhd = box(b"tfhd", struct.pack(">II", 0x020000, 1))
    trun = box(b"trun", struct.pack(">II", 0, 50))
    piece = box(b"moof", box(b"traf", tfhd, trun)) + box(b"mdat", b"x" * 50)
    return box(b"ftyp", b"iso5\0\0\0\0iso5") + moov + piece * seconds


def element(name: str, body: bytes, *, open_ended: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if open_ended else struct.pack(">Q", len(body) | 1 << 56)
    return bytes.fromhex(name) + size + body


def webm(seconds: float = 2.0, track: int = 2, kind: bytes = b"webm") -> bytes:
    """As a browser records: segment and cluster of unknown size, no length."""
    head = element("1A45DFA3", element("4282", kind))
    info = element("1549A966", element("2AD7B1", (1_000_000).to_bytes(3, "big")))
    tracks = element("1654AE6B", element("AE", element("83", bytes([track]))))
    blocks = b"".join(
        element("A3", b"\x81" + struct.pack(">h", ms) + b"\x80xxxx")
        for ms in range(0, min(int(seconds * 1000), 30_000), 500)
    )
    clusters = b"".join(
        element("1F43B675", element("E7", struct.pack(">I", start)) + blocks, open_ended=True)
        for start in range(0, int(seconds * 1000), 30_000)
    )
    return head + element("18538067", info + tracks + clusters, open_ended=True)


GOOD = {
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
    "audio/ogg": ogg(),
    "audio/mp4": m4a(),
    "audio/webm": webm(),
}


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x" * 10_000)
    return out.getvalue()


SCRIPT = b"<!doctype html><html><script>alert(1)</script></html>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NO, PICTURES, BROKEN, BIG, LONG, EMPTY = (
    "no recording",
    "holds video",
    "broken or cut off",
    "5 MB",
    "three minutes",
    "empty",
)


# name the browser says, bytes, why it is refused
def deep() -> bytes:
    """Boxes in boxes, five hundred deep."""
    inner = b""
    for _n in range(500):
        inner = box(b"moov", inner)
    return inner


HOSTILE = [
    ("page.mp3", SCRIPT, NO),
    ("drawing.webm", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NO),
    ("virus.mp3", EICAR, NO),
    ("archive.ogg", zipped(), NO),
    ("paper.m4a", b"%PDF-1.7\n%x\n", NO),
    ("program.wav", b"MZ" + b"\0" * 400, NO),
    ("sound-and-page.wav", wav() + SCRIPT, BROKEN),
    ("sound-and-page.ogg", ogg() + SCRIPT, BROKEN),
    ("label-and-page.mp3", b"ID3\x04\0\0\0\0\0\0" + SCRIPT, BROKEN),
    ("sound-and-page.mp3", mp3() + SCRIPT, BROKEN),
    ("sound-and-page.m4a", m4a() + SCRIPT, BROKEN),
    ("sound-and-page.webm", webm() + SCRIPT, BROKEN),
    ("cut.m4a", m4a()[:-40], BROKEN),
    ("film.mp4", m4a(handler=b"vide"), PICTURES),
    ("film.webm", webm(track=1), PICTURES),
    ("film.ogg", ogg(head=b"\x80theora" + b"\0" * 30), PICTURES),
    ("matroska.webm", webm(kind=b"matroska"), BROKEN),
    ("nested.m4a", box(b"ftyp", b"M4A ") + b"\x7f\xff\xff\xffmoov" * 2000, BROKEN),
    ("deep.m4a", box(b"ftyp", b"M4A ") + deep(), BROKEN),
    ("no-rate.wav", wav().replace(struct.pack("<I", 8000), b"\0\0\0\0"), BROKEN),
    ("big.wav", wav(seconds=700), BIG),
    ("long.wav", wav(seconds=200), LONG),
    ("long.mp3", mp3(frames=7500), LONG),
    ("long.ogg", ogg(seconds=200), LONG),
    ("long.m4a", m4a(seconds=200), LONG),
    ("long.webm", webm(seconds=200), LONG),
    ("nothing.mp3", b"", EMPTY),
]
