"""One VAPID key per installation, made once, readable by its owner only."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.notifications.push.keys import FILE_NAME, KeyUnusable, load_or_create, public_key
from tests.notifications.street import unb64url


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    keys_dir = tmp_path / "data" / "keys"
    first = load_or_create(keys_dir).public
    assert load_or_create(keys_dir).public == first == public_key(keys_dir)
    assert len(unb64url(first)) == 65
    assert stat.S_IMODE((keys_dir / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(keys_dir.stat().st_mode) == 0o700
    assert [path.name for path in keys_dir.iterdir()] == [FILE_NAME]


def test_many_starting_at_once_agree(tmp_path: Path) -> None:
    for number in range(5):
        with ThreadPoolExecutor(8) as pool:
            made = set(pool.map(lambda folder: load_or_create(folder).public, [tmp_path / str(number)] * 8))
        assert len(made) == 1


def test_two_processes_starting_at_once_agree(tmp_path: Path) -> None:
    program = "import sys, pathlib; from app.notifications.push.keys import load_or_create as l; print(l(pathlib.Path(sys.argv[1])).public)"
    started = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {process.communicate(timeout=60)[0].splitlines()[-1] for process in started}
    assert said == {load_or_create(tmp_path).public}


def test_a_key_others_could_read_is_closed_again(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o644)
    load_or_create(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_broken_key_is_an_error_that_says_what_to_do_and_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(KeyUnusable, match="backup"):
        load_or_create(tmp_path)
    assert path.read_bytes() == content


def test_a_key_of_another_curve_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    other = ec.generate_private_key(ec.SECP384R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / FILE_NAME).write_bytes(other)
    with pytest.raises(KeyUnusable):
        load_or_create(tmp_path)
