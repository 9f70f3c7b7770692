"""Where Postil keeps things."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import folders

FOLDERS: dict[str, Callable[[], Path]] = {
    "DATA": folders.data_folder,
    "CONFIG": folders.config_folder,
    "CACHE": folders.cache_folder,
    "STATE": folders.state_folder,
}


@pytest.fixture(autouse=True)
def nobodys_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for kind in FOLDERS:
        monkeypatch.delenv(f"POSTIL_{kind}_DIR", raising=False)
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)


@pytest.mark.parametrize("kind", FOLDERS)
def test_without_a_variable_a_folder_follows_the_platform(kind, tmp_path):
    folder = FOLDERS[kind]()
    assert folder.is_relative_to(tmp_path / "home")
    assert "postil" in folder.parts


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_variable_overrides_the_platform(kind, tmp_path, monkeypatch):
    monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / "mine"))
    assert FOLDERS[kind]() == tmp_path / "mine"


def test_a_variable_may_be_relative_or_begin_with_a_tilde(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTIL_DATA_DIR", "notes")
    assert folders.data_folder() == tmp_path / "notes"
    monkeypatch.setenv("POSTIL_DATA_DIR", "~/notes")
    assert folders.data_folder() == tmp_path / "home" / "notes"


@pytest.mark.parametrize("kind", FOLDERS)
def test_on_unix_the_folders_follow_xdg(kind, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "xdg"))
    assert FOLDERS[kind]() == tmp_path / "xdg" / "postil"
    monkeypatch.setenv(f"XDG_{kind}_HOME", "relative")
    usual = {"DATA": ".local/share", "CONFIG": ".config", "CACHE": ".cache"}
    expected = tmp_path / "home" / usual.get(kind, ".local/state") / "postil"
    assert FOLDERS[kind]() == expected


def test_an_empty_variable_counts_as_none(tmp_path, monkeypatch):
    monkeypatch.setenv("POSTIL_STATE_DIR", "")
    assert folders.state_folder().is_relative_to(tmp_path / "home")


def test_what_is_remembered_lies_in_the_state_folder_and_settings_in_the_config_folder():
    assert folders.library_folder().parent == folders.state_folder()
    assert folders.choices_file().parent == folders.state_folder()
    assert folders.settings_file().parent == folders.config_folder()


def test_a_new_folder_is_for_its_owner_alone(tmp_path):
    made = folders.made_private(tmp_path / "a" / "b")
    assert stat.S_IMODE(made.stat().st_mode) == folders.PRIVATE
    assert folders.made_private(made) == made


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    folders.made_private(tmp_path / "shared")
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o755
