"""Words that somebody chooses to break what reads, keeps, shows or prints them; each with what it is for."""

from __future__ import annotations

WORDS = {
    "sql": "'; DROP TABLE rows; --",
    "sql like": "%' OR '1'='1",
    "template": "{{ 7*7 }}{% for a in (1,) %}x{% endfor %}${7*7}",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "markup of Qt": "<b>bold</b><a href='file:///etc/passwd'>x</a><img src='file:///etc/passwd'>",
    "formula": '=HYPERLINK("http://example.org","x")',
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "line": 'Nguyễn\r\nSet-Cookie: a=b\n{"level":"error"}',
    "printer": "\x1b@\x1dV\x00\x1bp\x00\x19\xfa\x10\x14\x01",
    "nothing": "a\x00b",
    "half surrogate": "Nguyễn \ud800 \udfff",
    "turned": "\u202eđ 000.01\u202c \u2066x",
    "zero width": "Ngu\u200byễn\u200d\ufeff Văn",
    "look-alike": "\u041d\u0433\u0443\u0443\u0435n V\u0430n",
    "stacked": "N" + "\u0302\u0323\u0301" * 300,
    "huge": "Nguyễn " * 1_430,
    "huge word": "W" * 10_000,
    "format": "%s%n%x{0}{name}",
    "path": "../../../../etc/passwd",
    "number": "9" * 4_000,
}
"""Name of the attack to what is given in place of a name, a note or an id."""
