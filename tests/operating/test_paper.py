"""`modu paper` writes a file that nobody else can read, and is logged as at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import cli


def test_the_list_is_a_file_for_this_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODU_DATA_DIR", str(tmp_path / "data"))
    cli.main(["admin", "create", "가람동", "Garam", "--lat", "37.76", "--lon", "126.77", "--coordinator", "담당"])
    out = tmp_path / "list.pdf"
    out.write_bytes(b"yesterday")
    out.chmod(0o644)
    assert cli.main(["paper", "--reason", "매일 아침", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".paper")] == []
    assert "delete the file" in capsys.readouterr().out


def test_without_a_reason_or_with_a_folder_that_is_not_there_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODU_DATA_DIR", str(tmp_path / "data"))
    cli.main(["admin", "create", "가람동", "Garam", "--lat", "37.76", "--lon", "126.77", "--coordinator", "담당"])
    for reason, out, said in ((" ", "list.pdf", "--reason"), ("매일", "no/such/list.pdf", "cannot be written")):
        with pytest.raises(SystemExit):
            cli.main(["paper", "--reason", reason, "--out", str(tmp_path / out)])
        assert said in capsys.readouterr().err
