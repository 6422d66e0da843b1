"""manage.py texts: writes every text that is to be translated into locale/*/LC_MESSAGES/*.po."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation.template import templatize

APPS = ("household", "tasks")
# Not Babel's lexer for JavaScript: it loses its way in templates within templates. Our own calls are all
# t("…"), p("context", "…"), n("…", "…", count) or msgid("…"), with the text written out.
STRING = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
CALL = re.compile(rf"(?<![\w.$])(t|p|n|msgid)\(\s*{STRING}(?:\s*,\s*{STRING})?")
TEMPLATE_CALL = re.compile(r"(?<![\w.$])(?:t|p|n|msgid)\(\s*`")


class Text(NamedTuple):
    """A text as it stands in the code; `many` is its plural, `context` tells two meanings of one English text apart."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.one, self.many) if self.many else self.one


class Command(BaseCommand):
    help = "Write what has to be translated into locale/*/LC_MESSAGES/*.po; translations that still fit are kept."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, only say whether they are up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        stale, empty = [], 0
        for path, catalog in catalogs():
            text = written(catalog)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path)
            empty += len(untranslated(catalog))
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        if empty:
            self.stdout.write(f'{empty} texts wait for their translation: look for msgstr "" in locale/.')
        if options["check"] and (stale or empty):
            raise SystemExit("The texts are not up to date; type: bin/texts")


def catalogs() -> Iterator[tuple[Path, Catalog]]:
    """Each .po file as it should be: the texts of the code, with the translations that are there."""
    for language, _name in settings.LANGUAGES:
        if language == settings.LANGUAGE_CODE:
            continue
        for domain, texts in (("django", texts_of_the_server()), ("djangojs", texts_of_the_browser())):
            path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
            yield path, merged(texts, kept(path, language), language)


def kept(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def merged(texts: set[Text], old: Catalog, language: str) -> Catalog:
    """The texts with their translations. What is new is empty: a guess that nobody looked at would be worse."""
    catalog = Catalog(locale=language)
    for text in sorted(texts):
        known = old.get(text.one, text.context or None)
        fits = known is not None and known.id == text.id and not known.fuzzy
        comments = known.user_comments if known else ()
        said = known.string if known and fits else None
        catalog.add(text.id, said, context=text.context or None, user_comments=comments)
    return catalog


def written(catalog: Catalog) -> str:
    """The file's text: sorted, without places, dates or tools, so that a diff shows words only."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    header = [
        f"Language: {catalog.locale_identifier}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalog.plural_forms}",
    ]
    lines = "".join(f'"{line}\\n"\n' for line in header)
    return f'msgid ""\nmsgstr ""\n{lines}\n{file.getvalue().decode().strip()}\n'


def untranslated(catalog: Catalog) -> list[Message]:
    """What has no translation yet, or only for some of its plural forms."""
    return [m for m in catalog if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]


# ---- what stands in the code


def texts_of_the_server() -> set[Text]:
    """From Python by its gettext calls, from templates by Django's own reading of their tags."""
    texts: set[Text] = set()
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            texts |= texts_of_python(path.read_bytes())
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"))
        # what is left of the markup is not indented as Python wants it
        texts |= texts_of_python("\n".join(line.strip() for line in source.splitlines()).encode())
    return texts


def texts_of_python(source: bytes) -> set[Text]:
    keywords = {
        **DEFAULT_KEYWORDS,
        **{f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items()},
    }
    options = {"encoding": "utf-8"}
    texts = set()
    for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords, options=options):
        one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        texts.add(Text(one, many, context or ""))
    return texts


def texts_of_the_browser() -> set[Text]:
    """From TypeScript. A text that is put together by a template literal cannot be translated: that is an error."""
    texts: set[Text] = set()
    for path in (settings.BASE_DIR / "frontend").rglob("*.ts"):
        if not {"dist", "tests", "node_modules"} & set(path.relative_to(settings.BASE_DIR).parts):
            texts |= texts_of_typescript(path.read_text(encoding="utf-8"), path)
    return texts


def texts_of_typescript(source: str, path: Path) -> set[Text]:
    if TEMPLATE_CALL.search(source):
        raise SystemExit(f"{path}: a text in backquotes cannot be translated; write it out, with {{names}} for values.")
    texts = set()
    for call, first, second in CALL.findall(source):
        one, other = unquoted(first), unquoted(second) if second else ""
        texts.add(Text(one, other) if call == "n" else Text(other, context=one) if call == "p" else Text(one))
    return texts


def unquoted(literal: str) -> str:
    """A string literal's text: \\n, \\u00a0, \\" and the like, which JavaScript writes as JSON does."""
    escapes = {"n": "\n", "t": "\t"}
    return re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|(.))",
        lambda found: chr(int(found[1], 16)) if found[1] else escapes.get(found[2], found[2]),
        literal[1:-1],
    )
