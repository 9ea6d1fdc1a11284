"""Blocks come out whole however the network cuts them, and what is no block is told apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.hl7v2.mllp import BadBlock, Blocks, BlockTooLarge, block

contents = st.binary(max_size=60).map(lambda data: data.replace(b"\x0b", b"").replace(b"\x1c", b""))


def drained(blocks: Blocks) -> list[bytes]:
    found = []
    while (one := blocks.next()) is not None:
        found.append(one)
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(contents, max_size=5), st.data())
def test_any_split_and_any_join_gives_the_same_messages(messages: list[bytes], data: st.DataObject) -> None:
    between = data.draw(st.sampled_from([b"", b"\r", b"\n", b"\r\n"]))
    stream = between.join(block(one) for one in messages)
    blocks, found = Blocks(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        blocks.feed(stream[:size])
        stream = stream[size:]
        found += drained(blocks)
    assert found == messages
    assert not blocks.torn


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=30), max_size=6))
def test_any_bytes_are_blocks_or_a_typed_error(pieces: list[bytes]) -> None:
    blocks = Blocks(max_bytes=100)
    try:
        for piece in pieces:
            blocks.feed(piece)
            for found in drained(blocks):
                assert b"\x0b" not in found
                assert b"\x1c" not in found
    except BadBlock:
        return


@pytest.mark.parametrize("stream", [b"HTTP/1.1 400", b"\x0bA\x1cB", b"\x0bA\x0bB\x1c\r", b"\x1c\r"])
def test_what_is_no_block_is_an_error(stream: bytes) -> None:
    blocks = Blocks()
    blocks.feed(stream)
    with pytest.raises(BadBlock):
        blocks.next()


@pytest.mark.parametrize("start", [b"\x0b", b"\x0bMSH", b"\x0bMSH\x1c"])
def test_a_block_without_its_end_is_torn(start: bytes) -> None:
    blocks = Blocks()
    blocks.feed(start)
    assert blocks.next() is None
    assert blocks.torn


def test_a_block_that_never_ends_is_given_up() -> None:
    blocks = Blocks(max_bytes=10)
    with pytest.raises(BlockTooLarge):
        blocks.feed(b"\x0b" + b"x" * 10)


@pytest.mark.parametrize("content", [b"a\x0b", b"a\x1c"])
def test_nothing_with_a_mark_inside_is_sent(content: bytes) -> None:
    with pytest.raises(BadBlock):
        block(content)
