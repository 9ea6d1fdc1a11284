"""The gallery's pages: one a look with all screens, one a screen with all looks, joined by plain links."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ui.patient.forms import form_of
from ui.patient.languages import HOME, Languages
from ui.patient.looks import Look, Mount, Theme, every_look

STYLE = """
body { font: 16px/1.4 "Be Vietnam Pro", "Noto Sans", sans-serif; margin: 24px; background: #F4F8F9; color: #10303A; }
nav { position: sticky; top: 0; background: #F4F8F9; padding: 8px 0; border-bottom: 1px solid #C9D8DC; }
nav span, nav a { display: inline-block; padding: 4px 10px; margin: 2px; border-radius: 8px; }
a { color: #0A5A70; text-decoration: none; } a:hover { background: #DDECF0; }
nav b { display: inline-block; width: 90px; font-weight: 500; color: #47616A; }
nav .now { background: #0A5A70; color: #FFFFFF; }
main { display: flex; flex-wrap: wrap; gap: 20px; margin-top: 20px; }
figure { margin: 0; } figcaption { font-size: 14px; padding-top: 4px; }
img { display: block; border: 1px solid #C9D8DC; }
"""


def write_pages(folder: Path) -> None:
    """Write `index.html`, and a page for every look and every screen that has pictures in the folder."""
    looks = [look for look in every_look(Languages().offered) if (folder / str(look)).is_dir()]
    pictures = {look: sorted(path.name for path in (folder / str(look)).glob("*.png")) for look in looks}
    screens = sorted({name for names in pictures.values() for name in names})
    (folder / "screens").mkdir(exist_ok=True)
    for look in looks:
        shown = [_figure(f"{look}/", name, f"screens/{_page(name)}", _title(name)) for name in pictures[look]]
        _write(folder / f"{look}.html", str(look), _ways(look, looks), shown)
    for name in screens:
        having = [look for look in looks if name in pictures[look]]
        shown = [_figure(f"../{look}/", name, f"../{look}.html", str(look)) for look in having]
        at = screens.index(name)
        near = [
            f'<a href="{_page(screens[place])}">{_title(screens[place])}</a>'
            for place in (at - 1, at + 1)
            if 0 <= place < len(screens)
        ]
        _write(folder / "screens" / _page(name), _title(name), '<a href="../index.html">all</a>' + "".join(near), shown)
    first = next((look for look in looks if look == Look(HOME)), looks[0] if looks else None)
    if first is not None:
        page = (folder / f"{first}.html").read_text(encoding="utf-8")
        (folder / "index.html").write_text(page, encoding="utf-8")


def _ways(here: Look, looks: list[Look]) -> str:
    """Links that change one thing about a look each."""
    languages = tuple(dict.fromkeys(look.language for look in looks))
    rows = (
        ("Language", [(form_of(one).name, Look(one, here.theme, here.mount)) for one in languages]),
        ("Theme", [(one.value, Look(here.language, one, here.mount)) for one in Theme]),
        ("Panel", [(one.word, Look(here.language, here.theme, one)) for one in Mount]),
    )
    lines = []
    for word, ways in rows:
        links = [
            f'<span class="now">{escape(name)}</span>' if look == here else f'<a href="{look}.html">{escape(name)}</a>'
            for name, look in ways
            if look in looks
        ]
        lines.append(f"<div><b>{word}</b>{''.join(links)}</div>")
    return "".join(lines)


def _figure(folder: str, name: str, link: str, title: str) -> str:
    return (
        f'<figure><a href="{folder}{name}"><img loading="lazy" src="{folder}small/{name}" alt="{escape(title)}"></a>'
        f'<figcaption><a href="{link}">{escape(title)}</a></figcaption></figure>'
    )


def _title(name: str) -> str:
    return name.removesuffix(".png").partition("-")[2]


def _page(name: str) -> str:
    return f"{_title(name)}.html"


def _write(path: Path, title: str, ways: str, figures: list[str]) -> None:
    path.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"<h1>{escape(title)}</h1><nav>{ways}</nav><main>{''.join(figures)}</main></html>\n",
        encoding="utf-8",
    )
