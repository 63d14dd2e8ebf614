"""The command line as an operator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import cli


@pytest.fixture(autouse=True)
def _own_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MODU_PUBLIC_URL", "http://127.0.0.1:9")
    monkeypatch.delenv("MODU_DATABASE_URL", raising=False)


def test_demo_makes_the_street_once_and_fresh_codes_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["members"]
    assert cli.main(["demo", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)["members"]
    tiers = [member["tier"] for member in first]
    assert {tier: tiers.count(tier) for tier in set(tiers)} == {"resident": 2, "walker": 2, "responder": 7, "coordinator": 1, "officer": 1}
    assert all(set(member) == {"id", "name", "tier", "lat", "lon", "code"} for member in first)
    assert [member["id"] for member in first] == [member["id"] for member in second]
    assert not {member["code"] for member in first} & {member["code"] for member in second}


def test_demo_is_not_for_production(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MODU_ENVIRONMENT", "production")
    monkeypatch.setenv("MODU_PUBLIC_URL", "https://patrol.example.org")
    with pytest.raises(SystemExit):
        cli.main(["demo"])
    assert "modu admin create" in capsys.readouterr().err


def test_migrate_says_where_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["migrate"]) == 0
    assert "empty →" in capsys.readouterr().out
    assert cli.main(["migrate"]) == 0
    assert "already at" in capsys.readouterr().out


def test_a_database_of_another_version_is_left_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core import migrating

    cli.main(["migrate"])
    monkeypatch.setattr(migrating, "state", lambda _url: ("0000", "0001"))
    with pytest.raises(SystemExit):
        cli.main(["demo"])
    assert "modu migrate" in capsys.readouterr().err


def test_admin_begins_a_neighbourhood_and_sets_its_policy(capsys: pytest.CaptureFixture[str]) -> None:
    create = ["admin", "create", "금촌1동", "Geumchon 1-dong", "--lat", "37.76", "--lon", "126.774", "--coordinator", "조현정"]
    assert cli.main(create) == 0
    said = capsys.readouterr().out
    assert "http://127.0.0.1:9/join#" in said
    assert cli.main(["admin", "policy", "wave_after_s=0,30,90", "countdown_s=10"]) == 0
    assert "wave_after_s=0,30,90" in capsys.readouterr().out
    member_id = next(line.split()[1] for line in said.splitlines() if line.startswith("coordinator"))
    assert cli.main(["admin", "code", member_id]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["admin", "policy"], "modu admin create"),
        (["admin", "policy", "no_such=1"], "not NAME=VALUE"),
        (["admin", "code", "not-an-id"], "no member with this id"),
        (["admin", "create", "동", "dong", "--lat", "99", "--lon", "0", "--coordinator", "x"], "--lat is within"),
    ],
)
def test_mistakes_are_told_in_words(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_a_policy_that_contradicts_itself_is_refused_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["demo", "--json"])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main(["admin", "policy", "wave_after_s=0,30"])
    assert "one entry per wave" in capsys.readouterr().err
    cli.main(["admin", "policy"])
    assert "wave_after_s=0,60,120" in capsys.readouterr().out


def test_bad_settings_are_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MODU_PUBLIC_URL", "patrol")
    with pytest.raises(SystemExit):
        cli.main(["migrate"])
    assert "MODU_PUBLIC_URL" in capsys.readouterr().err


def test_the_doctor_looks_at_everything(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("shell")
    monkeypatch.setenv("MODU_FRONTEND_DIR", str(tmp_path / "dist"))
    cli.main(["demo", "--json"])
    capsys.readouterr()
    assert cli.main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "MODU_VAPID_SUBJECT" in said
    assert "access log holds" in said
    assert "SQLite says: ok" in said


def test_the_doctor_finds_an_empty_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 1
    assert "modu migrate" in capsys.readouterr().out


def test_openapi_is_printed_and_leaves_nothing_behind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["openapi"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["openapi"].startswith("3.1")
    assert "SyncRequest" in document["components"]["schemas"]
    assert list(tmp_path.iterdir()) == []
