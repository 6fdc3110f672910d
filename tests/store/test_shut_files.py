"""An encrypted file that stays shut: damaged, cut, swapped, foreign or by another passphrase, and which is said."""

from collections.abc import Callable
from hashlib import sha512
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.errors import NotADepartment, PassphraseNeeded
from codedesk.services.department.starters import starters
from codedesk.store import backups, ciphering, engines
from codedesk.store.engines import Secret
from tests.departments import new_department

FIRST, SECOND = "correct horse battery", "it's another 'long' one"
NOISE = b"".join(sha512(bytes([each])).digest() for each in range(64))

pytestmark = [pytest.mark.file, pytest.mark.usefixtures("no_passphrases")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    desk = new_department(tmp_path / "Team.codedesk", "W. Riter", starters)
    desk.close()
    return desk.path


@pytest.fixture
def sealed(path: Path) -> Path:
    ciphering.rewrite(path, Secret(FIRST))
    return path


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: raw[: len(raw) // 2 // 4096 * 4096], "damaged"),
        (lambda raw: raw[:9000], "not a department file"),
        (lambda raw: raw[:70_000] + bytes([raw[70_000] ^ 1]) + raw[70_001:], "damaged"),
        (lambda raw: raw[:8192] + raw[12288:16384] + raw[8192:12288] + raw[16384:], "damaged"),
        (lambda raw: raw[:40] + bytes([raw[40] ^ 1]) + raw[41:], "damaged at its beginning"),
        (lambda raw: raw[:16] + bytes(4080) + raw[4096:], "department|damaged"),
        (lambda raw: raw[4096:8192] + raw[:4096] + raw[8192:], "If it is the right one, the file is damaged"),
        (lambda raw: bytes([raw[0] ^ 1]) + raw[1:], "If it is the right one, the file is damaged"),
    ],
)
def test_cut_changed_and_swapped_pages_are_told(sealed: Path, spoil: Callable[[bytes], bytes], said: str) -> None:
    raw = sealed.read_bytes()
    sealed.write_bytes(spoil(raw))
    with pytest.raises(NotADepartment, match=said):
        Desk.open(sealed, "w")


@pytest.fixture
def kept(sealed: Path) -> Path:
    """An encrypted department beside which an encrypted backup of it lies."""
    desk = Desk.open(sealed, "w")
    desk.backup()
    desk.close()
    return sealed


def encrypted_backups(path: Path) -> list[backups.Backup]:
    found = backups.listed(backups.folder_of(path), path.stem)
    return [each for each in found if engines.is_encrypted(each.path)]


def test_a_backup_beside_it_lets_a_wrong_passphrase_be_told_for_certain(kept: Path) -> None:
    engines.forget()
    engines.remember("not this one at all")
    with pytest.raises(
        PassphraseNeeded, match=r"none of the passphrases that were given opens it\. .* Caps Lock is on\.$"
    ):
        Desk.open(kept, "w")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
        lambda raw: raw[4096:8192] + raw[:4096] + raw[8192:],
        lambda raw: bytes(range(256)) * 16 + raw[4096:],
    ],
)
def test_a_backup_beside_it_lets_damage_of_the_first_bytes_be_told_from_a_wrong_passphrase(
    kept: Path, spoil: Callable[[bytes], bytes]
) -> None:
    """The first 16 bytes go into the key: with others no page of the file holds."""
    kept.write_bytes(spoil(kept.read_bytes()))
    before = kept.read_bytes()
    with pytest.raises(NotADepartment, match=r"damaged at its beginning .* the passphrase is the right one") as told:
        Desk.open(kept, "w")
    assert not isinstance(told.value, PassphraseNeeded) and kept.read_bytes() == before
    backups.restore(encrypted_backups(kept)[0].path, kept)
    Desk.open(kept, "w").close()
    engines.forget()
    engines.remember("not this one at all")
    kept.write_bytes(spoil(kept.read_bytes()))
    with pytest.raises(PassphraseNeeded):
        Desk.open(kept, "w")


def test_a_damaged_beginning_of_a_backup_hides_no_other_and_is_said_of_it(kept: Path) -> None:
    spoilt = encrypted_backups(kept)[0].path
    with spoilt.open("r+b") as file:
        file.seek(99)
        file.write(b"\x00\x01")
    Desk.open(kept, "w").close()
    with pytest.raises(NotADepartment, match=f"“{spoilt.name}” is damaged at its beginning"):
        backups.restore(spoilt, kept)


def test_another_encrypted_department_in_its_place_is_not_said_to_be_damaged(kept: Path, tmp_path: Path) -> None:
    other = new_department(tmp_path / "Other.codedesk", "W. Riter", starters)
    other.close()
    ciphering.rewrite(other.path, Secret(SECOND))
    engines.forget(SECOND)
    kept.write_bytes(other.path.read_bytes())
    with pytest.raises(PassphraseNeeded, match=r"none of the passphrases .* damaged or no department"):
        Desk.open(kept, "w")


def test_a_file_of_noise_is_no_department(tmp_path: Path) -> None:
    noise = tmp_path / "Noise.codedesk"
    noise.write_bytes(bytes(range(255, -1, -1)) * 64)
    engines.remember(FIRST)
    with pytest.raises(NotADepartment, match="none of the passphrases"):
        Desk.open(noise, "w")


@pytest.mark.parametrize("first", [bytes(4096), b"SQLite 4 form" + bytes(100), bytes(range(48, 122)) * 56, NOISE])
def test_a_plain_file_with_a_damaged_beginning_is_damaged_and_asks_for_no_passphrase(path: Path, first: bytes) -> None:
    path.write_bytes(first + path.read_bytes()[len(first) :])
    with pytest.raises(NotADepartment, match="damaged") as told:
        Desk.open(path, "w")
    assert not isinstance(told.value, PassphraseNeeded)
