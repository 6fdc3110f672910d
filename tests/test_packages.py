"""What is handed on beside the program: the same names and numbers in every place, and right as its system reads it."""

import configparser
import hashlib
import re
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import bundle
import chroot
import deb
import elf
import gate
import package
import pytest
import told
import wheels

import dev
from codedesk import __version__, cli, paths
from codedesk.app import application

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
KIND = "application/vnd.codedesk.department"
ICON = "application-vnd.codedesk.department"
CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 0.1.0 · 2026-12-01\n\n- Begun.\n\n## 0.0.9\n\n- Tried.\n"


@pytest.fixture
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-11-30 24:00


def entry() -> configparser.SectionProxy:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read(LINUX / "codedesk.desktop", encoding="utf-8")
    return parsed["Desktop Entry"]


def mime() -> ElementTree.Element:
    (found,) = ElementTree.parse(LINUX / "codedesk.xml").getroot()
    return found


def under(element: ElementTree.Element, name: str) -> ElementTree.Element:
    (found,) = [each for each in element.iter() if each.tag.rpartition("}")[2] == name]
    return found


@pytest.mark.usefixtures("one_day")
def metainfo() -> ElementTree.Element:
    return ElementTree.fromstring(deb.filled(LINUX / deb.METAINFO))


def test_the_menu_starts_the_program_on_the_file_that_was_clicked() -> None:
    words = entry()
    assert words["Type"] == "Application" and words["Terminal"] == "false"
    command, *arguments = words["Exec"].split()
    assert command == words["TryExec"] == "codedesk" and arguments == ["open", "%f"]
    given = cli.parser().parse_args(["open", "/home/ana/Team.codedesk"])
    assert given.command in arguments and given.file == Path("/home/ana/Team.codedesk")
    assert words["MimeType"].split(";") == [KIND, ""] and words["Categories"].endswith(";")
    assert words["Keywords"].endswith(";") and words["Icon"] == "codedesk"


def test_the_desktop_knows_whose_a_window_is() -> None:
    """Its window goes by the name of the menu's entry (Wayland) and of the program (X)."""
    app = application()
    assert app.desktopFileName() == "codedesk" and app.applicationName() == entry()["StartupWMClass"]


def test_a_department_is_known_by_its_name_and_has_a_picture() -> None:
    kind = mime()
    assert kind.get("type") == KIND
    assert under(kind, "glob").get("pattern") == f"*{paths.SUFFIX}"
    assert under(kind, "icon").get("name") == ICON


@pytest.mark.usefixtures("one_day")
def test_software_centres_are_told_what_it_is() -> None:
    told_of = metainfo()
    assert told_of.get("type") == "desktop-application"
    assert f"{under(told_of, 'id').text}.metainfo.xml" == deb.METAINFO
    assert (LINUX / str(under(told_of, "launchable").text)).exists()
    assert under(told_of, "binary").text == "codedesk" and under(told_of, "mediatype").text == KIND
    release = under(told_of, "release")
    assert release.get("version") == __version__ and re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date", ""))


def test_the_manual_page_names_every_command_and_every_word() -> None:
    page = (LINUX / "codedesk.1").read_text(encoding="utf-8").replace("\\-", "-")
    plain = re.sub(r"\\f[BIR]", "", page)
    for command in cli.COMMANDS:
        assert re.search(rf"^\.B[RI] {command}\b", plain, re.MULTILINE), command
    missing = [word for word in words_of_the_command_line() if word not in plain]
    assert missing == []


def words_of_the_command_line() -> set[str]:
    found = {"--version", "--help"}
    for command in cli.COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "codedesk", command, "--help"], capture_output=True, text=True, check=True, cwd=ROOT
        )
        found |= set(re.findall(r"--[a-z-]+", done.stdout))
    return found


def test_every_place_has_the_same_version() -> None:
    assert told.project_version() == __version__
    assert f'"{__version__}"' not in (ROOT / "packaging" / "windows" / "codedesk.iss").read_text(encoding="utf-8")


def test_the_changelog_is_read_by_its_headings() -> None:
    found = told.sections(CHANGELOG)
    assert list(found) == ["Unreleased", "0.1.0", "0.0.9"]
    assert found["0.1.0"] == ("2026-12-01", "- Begun.") and found["Unreleased"] == ("", "")
    assert told.released(CHANGELOG, "0.1.0") and not told.released(CHANGELOG, "0.0.9")
    assert told.UNRELEASED in told.sections(told.CHANGELOG.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("one_day")
def test_a_package_of_what_is_not_released_is_older_than_the_release() -> None:
    monday = deb.version("## Unreleased\n\n- More.\n")
    released = deb.version(f"## {__version__} · 2026-12-01\n\n- Begun.\n")
    assert (monday, released) == (f"{__version__}~20261201.0000-1", f"{__version__}-1")


def test_what_the_folder_needs_is_asked_for_under_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {"libEGL.so.1", "libxcb.so.1", "libglib-2.0.so.0", "libcups.so.2", "libc.so.6", "libstdc++.so.6"}
    monkeypatch.setattr(bundle, "foreign", lambda _: needs)
    monkeypatch.setattr(elf, "glibc", lambda _: "2.35")
    assert deb.depends(ROOT / "nowhere") == [
        "libc6 (>= 2.35)",
        "libcups2t64 | libcups2",
        "libegl1",
        "libglib2.0-0t64 | libglib2.0-0",
        "libstdc++6",
        "libxcb1",
    ]
    monkeypatch.setattr(bundle, "foreign", lambda _: {"libstrange.so.7"})
    with pytest.raises(bundle.NotBuilt, match=r"libstrange\.so\.7"):
        deb.depends(ROOT / "nowhere")


@pytest.fixture
def laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that is laid out and not packed, with a program of one line in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    monkeypatch.setattr(deb, "architecture", lambda: "amd64")
    inner = tmp_path / deb.HOME / "_internal"
    inner.mkdir(parents=True)
    for path in (inner.parent / "CodeDesk", inner / "libpart.so", inner / bundle.LICENCES):
        path.write_text("a program\n", encoding="utf-8")
        path.chmod(0o600)
    deb.lay_out(tmp_path, CHANGELOG)
    deb.settle(tmp_path)
    deb.control(tmp_path, deb.version(CHANGELOG), ["libc6", "libegl1"])
    yield tmp_path


def test_a_package_has_all_that_a_desktop_looks_for(laid_out: Path) -> None:
    share = laid_out / "usr" / "share"
    there = (
        "applications/codedesk.desktop", "mime/packages/codedesk.xml", f"metainfo/{deb.METAINFO}",
        "man/man1/codedesk.1.gz", "doc/codedesk/copyright", "doc/codedesk/changelog.gz",
        "doc/codedesk/changelog.Debian.gz", "icons/hicolor/48x48/apps/codedesk.png",
        f"icons/hicolor/scalable/mimetypes/{ICON}.svg",
    )  # fmt: skip
    assert [name for name in there if not (share / name).is_file()] == []
    assert (laid_out / "usr/bin/codedesk").resolve() == (laid_out / deb.HOME / "CodeDesk").resolve()
    assert (laid_out / deb.DOC / bundle.LICENCES).read_text(encoding="utf-8") == "a program\n"
    told_to_debian = deb.debian_changelog(CHANGELOG)
    assert told_to_debian.startswith(f"codedesk ({__version__}-1) unstable; urgency=medium\n\n  * ")
    assert re.search(r"^ -- .+ <.+@.+>  \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$", told_to_debian, re.MULTILINE)


def test_the_licences_in_the_copyright_file_are_those_of_the_tree(laid_out: Path) -> None:
    text = (laid_out / deb.DOC / "copyright").read_text(encoding="utf-8")
    words = " ".join(word for line in text.splitlines() if line != " ." for word in line.split())
    for name in ("LICENSE", "resources/fonts/OFL.txt"):
        assert " ".join((ROOT / name).read_text(encoding="utf-8").partition("\n\n")[2].split()) in words
    assert "License: Expat Copyright (c)" in words and "License: OFL-1.1 This Font Software" in words


def test_only_the_program_runs_and_everything_can_be_read(laid_out: Path) -> None:
    rights = {path: stat.S_IMODE(path.stat().st_mode) for path in laid_out.rglob("*") if not path.is_symlink()}
    assert {path.name for path, right in rights.items() if right == 0o755 and path.is_file()} == {"CodeDesk"}
    assert {right for path, right in rights.items() if path.is_dir()} == {0o755}
    assert {right for path, right in rights.items() if path.is_file()} == {0o644, 0o755}


def test_the_sums_are_those_of_the_files(laid_out: Path) -> None:
    lines = (laid_out / "DEBIAN" / "md5sums").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 25
    for line in lines:
        total, name = line.split("  ", 1)
        assert hashlib.md5((laid_out / name).read_bytes()).hexdigest() == total
    words = (laid_out / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert f"\nVersion: {__version__}-1\n" in words and "\nDepends: libc6, libegl1\n" in words
    assert not list((laid_out / "DEBIAN").glob("*inst")) and not list((laid_out / "DEBIAN").glob("*rm"))


@pytest.mark.usefixtures("one_day")
def test_the_wheel_is_whole_and_the_source_builds_the_same(tmp_path: Path) -> None:
    wheel, sdist = wheels.build(tmp_path)
    held = zipfile.ZipFile(wheel).namelist()
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "codedesk").rglob("*.py")}
    resources = {f"codedesk/{path.relative_to(ROOT)}" for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert modules | resources <= set(held) and f"codedesk-{__version__}.dist-info/licenses/LICENSE" in held
    assert not [name for name in held if name.startswith(("tests/", "packaging/", "resources/"))]
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"dev.py", "requirements.lock", "tests/test_packages.py", "docs/using.md"} <= names


def test_a_wheel_without_its_resources_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "codedesk.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"codedesk-{__version__}.dist-info/entry_points.txt", wheels.ENTRY)
        archive.writestr("codedesk/resources/theme.json", "{}")
    monkeypatch.setattr(wheels, "made", lambda *_: path)
    with pytest.raises(bundle.NotBuilt, match=r"lacks codedesk/resources/icons/codedesk\.svg"):
        wheels.build(tmp_path)


def test_the_installer_and_the_workflow_do_what_package_expects() -> None:
    script = (ROOT / "packaging" / "windows" / "codedesk.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in script and "OutputBaseFilename=CodeDesk-{#Version}-setup" in script
    assert KIND in script and f"Classes\\{paths.SUFFIX}" in script and '"" open ""%1"""' in script
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    ran = re.findall(r"python dev\.py (\w+)", workflow)
    assert set(ran) == {"check", "test", "release", "package"} <= set(dev.COMMANDS)
    for text in (script, workflow):
        assert "Written, not tried" in text


def test_what_is_asked_of_package_is_understood() -> None:
    words = package.words_of(["--as-it-is", "--try-in", "/a", "--try-in", "/b"])
    assert words.as_it_is and not words.wheel and words.try_in == [Path("/a"), Path("/b")]


def test_what_makes_a_package_and_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(bundle.NotBuilt, match="cannot be run"):
        package.ran(str(tmp_path / "nowhere"), made=tmp_path / "CodeDesk.dmg")
    with pytest.raises(bundle.NotBuilt, match=r"CodeDesk\.dmg was not made"):
        package.ran(sys.executable, "-c", "", made=tmp_path / "CodeDesk.dmg")


def test_a_program_with_a_root_of_its_own_is_given_paths_as_it_sees_them(tmp_path: Path) -> None:
    tried = gate.Gate(["codedesk"], tmp_path / "tmp" / "gate", tmp_path)
    assert tried.seen(tried.sample) == "/tmp/gate/sample.codedesk"
    assert gate.Gate(["codedesk"], tmp_path).seen(tmp_path / "a") == str(tmp_path / "a")


SCREEN = """
     0x200009 "CodeDesk": ()  1x1+0+0  +0+0
     0x200007 "Sample department — CodeDesk": ("codedesk" "CodeDesk")  1280x760+0+0  +0+0
     0x400007 "Sample department": ("browser" "Browser")  800x600+0+0  +0+0
"""


def test_a_window_is_known_by_its_program_and_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroot.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, SCREEN))
    assert chroot.windows(":7", "Sample department") == ["0x200007"]
    assert chroot.windows(":7", "Cardiology") == []


def test_a_system_that_has_a_python_proves_nothing(tmp_path: Path) -> None:
    machine = chroot.Machine(tmp_path, tmp_path / "codedesk.deb")
    (tmp_path / "usr" / "bin").mkdir(parents=True)
    machine.without_python()
    (tmp_path / "usr" / "bin" / "python3").touch()
    with pytest.raises(gate.Failed, match="has a Python"):
        machine.without_python()


def test_what_a_removed_package_leaves_is_found_and_what_people_made_is_not(tmp_path: Path) -> None:
    for name in ("usr/share/mime/application/vnd.codedesk.department.xml", "home/manager/Team.codedesk"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    left = [*chroot.Machine(tmp_path, tmp_path / "codedesk.deb").left()]
    assert left == ["usr/share/mime/application/vnd.codedesk.department.xml"]


def test_a_system_is_not_called_tried_where_it_could_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chroot.shutil, "which", lambda tool: None if tool == "Xvfb" else f"/usr/bin/{tool}")
    assert not chroot.try_out(tmp_path / "codedesk.deb", tmp_path)
    assert "not tried. It takes root and Xvfb" in capsys.readouterr().out
