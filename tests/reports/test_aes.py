"""AES against the examples that its standards print: FIPS 197 (one block), SP 800-38A (a chain of blocks)."""

import pytest

from codedesk.reports.aes import encrypted, padded

NOTHING = bytes(16)
BLOCK = "00112233445566778899aabbccddeeff"
CHAIN = (
    "6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51"
    " 30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710"
)


def hexes(words: str) -> bytes:
    return bytes.fromhex(words)


@pytest.mark.parametrize(
    ("key", "block"),
    [
        ("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a"),
        ("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089"),
    ],
)
def test_a_block_is_what_the_standard_prints(key: str, block: str) -> None:
    assert encrypted(hexes(key), NOTHING, hexes(BLOCK)) == hexes(block)


@pytest.mark.parametrize(
    ("key", "chain"),
    [
        (
            "2b7e151628aed2a6abf7158809cf4f3c",
            "7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2"
            " 73bed6b8e3c1743b7116e69e22229516 3ff1caa1681fac09120eca307586e1a7",
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "f58c4c04d6e5f1ba779eabfb5f7bfbd6 9cfc4e967edb808d679f777bc6702c7d"
            " 39f23369a9d9bacfa530e26304231461 b2eb05e2c39be9fcda6c19078c6a9d1b",
        ),
    ],
)
def test_a_chain_of_blocks_is_what_the_standard_prints(key: str, chain: str) -> None:
    assert encrypted(hexes(key), bytes(range(16)), hexes(CHAIN)) == hexes(chain)


def test_what_is_added_to_fill_a_block_says_how_much_it_is() -> None:
    assert padded(b"fourteen bytes") == b"fourteen bytes\x02\x02"
    assert padded(b"sixteen bytes ok") == b"sixteen bytes ok" + b"\x10" * 16
