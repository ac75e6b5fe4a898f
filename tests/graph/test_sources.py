"""What the tables name as a source can be followed, or says in words that it cannot."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.graph.rows import Row, Tables


def sources(tables: Tables) -> Iterator[tuple[Row, str]]:
    """Every item of every column of sources, with its row."""
    for row in tables.rows:
        for field in row.table.fields:
            if field.words:
                yield from ((row, text) for text in row.texts(field.name))


def test_a_source_is_an_address_a_provision_or_words(tables: Tables) -> None:
    """Nothing between: no address within words, and no id of a law that no table describes."""
    provisions = {row.key[0] for name in ("articles", "statutes") for row in tables.of(name)}
    for row, text in sources(tables):
        if text.startswith(("law_", "ord_", "notice_")):
            assert text in provisions, (row.table.name, row.key)
        assert text.startswith("http") or "://" not in text, (row.table.name, row.key)


def test_an_address_of_a_law_is_that_of_a_law_at_hand(tables: Tables) -> None:
    """A page of e-Gov ends in the law id of one of the statutes."""
    laws = {row.text("egov_id") for row in tables.of("statutes")}
    pages = [(row, text) for row, text in sources(tables) if text.startswith("https://laws.e-gov.go.jp/")]
    assert len(pages) > 500
    for row, text in pages:
        assert text.rsplit("/", 1)[-1] in laws, (row.table.name, row.key)
