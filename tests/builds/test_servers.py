"""A real nginx and a real Caddy, set up by what the build makes: policy, headers, types, «not found», sub-path."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from guide.site.headers import (
    COMMON,
    DOCUMENT_POLICY,
    FOREVER,
    FRESH,
    HASHED,
    MEDIA_TYPES,
    TEXT,
    UnknownKind,
    media_types,
    site_policies,
    unchanging,
)
from guide.site.policy import written
from guide.site.servers import served_under, server_files

from .conftest import Project, make_project
from .running import BROTLI, KINDS, Answer, ask, running

FORMS = [f"/{lang}{name}/" for lang in ("", "nn/", "en/") for name in ("jobbmatch", "stillingsbeskrivelse")]


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole site, served."""
    with running(request.param, site, tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="module")
def under(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site made for a path of its own, with compressed files beside some pages."""
    project = make_project(tmp_path_factory.mktemp("under"))
    messages = project.build(site_url="https://eksempel.example/veien/")
    assert not messages, "\n".join(messages)
    for page in ("index.html", "om/index.html"):
        text = (project.site / page).read_bytes()
        (project.site / f"{page}.gz").write_bytes(gzip.compress(text, mtime=0))
        (project.site / f"{page}.br").write_bytes(brotli.compress(text))
    return project


@pytest.fixture(scope="module", params=KINDS)
def under_server(request: pytest.FixtureRequest, under: Project) -> Iterator[str]:
    with_brotli = request.param == "caddy" or BROTLI.is_file()
    folder = under.path / request.param
    with running(request.param, under.site, folder, brotli=with_brotli and request.param == "nginx") as address:
        yield address


@pytest.fixture(scope="module")
def reading(site: Path) -> str:
    """The policy of the pages with search."""
    policy = site_policies(site).usual
    assert policy["connect-src"] == ("'self'",)
    return written(policy)


@pytest.fixture(scope="module")
def strict(site: Path) -> str:
    """The policy of the forms."""
    pages = site_policies(site).pages
    (policy,) = {written(pages[form.removeprefix("/")]) for form in FORMS}
    assert "connect-src 'none'" in policy
    assert "trusted-types 'none'" in policy
    return policy


@pytest.fixture(scope="module")
def under_policy(under: Project) -> str:
    return written(site_policies(under.site).usual)


def headers_are_right(answer: Answer, policy: str, cache: str) -> None:
    """Every header is there once, and says what it should."""
    wanted = {**COMMON, "Content-Security-Policy": policy, "Cache-Control": cache}
    sent = {name: answer.headers.get(name.lower()) for name in wanted}
    assert sent == {name: [said] for name, said in wanted.items()}
    assert not any(character.isdigit() for character in "".join(answer.headers.get("server", [])))  # no version


def test_a_page(server: str, reading: str) -> None:
    for path in ("/", "/nn/", "/arbeidsgiver/", "/en/sjekklister/", "/jobbmatch/regelsett/", "/index.html"):
        answer = ask(server, path)
        assert answer.status == 200, path
        headers_are_right(answer, reading, FRESH)
        assert answer.headers["content-type"] == ["text/html; charset=utf-8"]


def test_a_form_has_the_strict_policy(server: str, strict: str) -> None:
    for path in FORMS:
        for name in (path, f"{path}index.html"):
            answer = ask(server, name)
            assert answer.status == 200, name
            headers_are_right(answer, strict, FRESH)


def test_the_header_says_what_the_page_says_itself(server: str, site: Path) -> None:
    for page in site.rglob("index.html"):
        path = f"/{page.relative_to(site).as_posix().removesuffix('index.html')}"
        answer = ask(server, path)
        own = answer.body.decode().split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
        (header,) = answer.headers["content-security-policy"]
        assert set(header.split("; ")) - set(own.split("; ")) == {"frame-ancestors 'none'"}, path
        assert not set(own.split("; ")) - set(header.split("; ")), path
        assert "unsafe-inline" not in header
        assert "'unsafe-eval'" not in header


def test_another_way_to_write_an_address_gives_the_same_policy_or_nothing(server: str, strict: str) -> None:
    for path in (
        "//jobbmatch/",
        "/./jobbmatch/",
        "/om/../jobbmatch/",
        "/jobbmatch//",
        "/%6aobbmatch/",
    ):
        answer = ask(server, path)
        assert answer.status in (400, 404) or answer.headers["content-security-policy"] == [strict], path


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/borte/", "nb"), ("/borte.mjs", "nb"), ("/nn/borte", "nn"), ("/en/x/y/", "en"), ("/assets/", "nb"),
     ("/jobbmatch/borte/", "nb"), ("/_headers", "nb"), ("/assets/borte.0123abcd.css", "nb"), ("/../x", "nb"),
     ("/dokumenter/borte.pdf", "nb")],
)  # fmt: skip
def test_not_found(server: str, path: str, lang: str, reading: str) -> None:
    answer = ask(server, path)
    if path == "/../x" and answer.status == 400:
        return  # refused outright
    assert answer.status == 404
    headers_are_right(answer, reading, FRESH)
    assert answer.headers["content-type"] == ["text/html; charset=utf-8"]
    assert f'lang="{lang}"' in answer.body.decode()


def test_every_kind_of_file(server: str, site: Path, reading: str) -> None:
    kinds = media_types(site)
    assert {"html", "css", "mjs", "pdf", "json", "pf_fragment"} <= kinds.keys()
    for suffix in kinds:
        file = min(path for path in site.rglob(f"*.{suffix}") if path.name != "404.html")
        path = file.relative_to(site).as_posix()
        answer = ask(server, f"/{path}")
        assert answer.status == 200, path
        assert answer.body == file.read_bytes(), path
        utf = "; charset=utf-8" if suffix in TEXT else ""
        assert answer.headers["content-type"] == [MEDIA_TYPES[suffix] + utf], path
        documents = path.startswith("dokumenter/")
        never_changes = re.fullmatch(HASHED, path)
        assert never_changes or suffix not in ("css", "pf_fragment", "pf_index"), path
        policy, cache = written(DOCUMENT_POLICY) if documents else reading, FOREVER if never_changes else FRESH
        headers_are_right(answer, policy, cache)


def test_nothing_can_be_sent_in(server: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = ask(server, "/jobbmatch/", method)
        assert answer.status == 405, method
        headers_are_right(answer, answer.headers["content-security-policy"][0], answer.headers["cache-control"][0])


def test_a_folder_without_its_slash(server: str) -> None:
    answer = ask(server, "/jobbmatch")
    assert answer.status in (301, 308)
    assert answer.headers["location"] == ["/jobbmatch/"]


def test_under_a_path(under_server: str, under: Project, under_policy: str) -> None:
    assert served_under(under.site) == "/veien/"
    for path in ("/veien/", "/veien/nn/om/"):
        answer = ask(under_server, path)
        assert answer.status == 200
        headers_are_right(answer, under_policy, FRESH)
    for path, lang in {"/veien/borte": "nb", "/veien/nn/borte/": "nn", "/": "nb", "/annet/": "nb"}.items():
        answer = ask(under_server, path)
        assert answer.status == 404, path
        headers_are_right(answer, under_policy, FRESH)
        assert f'lang="{lang}"' in answer.body.decode(), path
    for path in ("/veien", "/veien/om"):
        answer = ask(under_server, path)
        assert answer.status in (301, 308)
        assert answer.headers["location"] == [f"{path}/"]
        headers_are_right(answer, under_policy, FRESH)
    style = next(under.site.glob("assets/stylesheets/guide.*.css"))
    headers_are_right(ask(under_server, f"/veien/assets/stylesheets/{style.name}"), under_policy, FOREVER)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_what_the_build_has_compressed_is_sent(
    under_server: str, under: Project, coding: str, under_policy: str
) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[coding]
    for path, page in {"/veien/": "index.html", "/veien/om/": "om/index.html"}.items():
        plain = ask(under_server, path)
        answer = ask(under_server, path, Accept_Encoding=coding)
        assert plain.body == (under.site / page).read_bytes()
        assert "content-encoding" not in plain.headers
        headers_are_right(answer, under_policy, FRESH)
        assert answer.headers["content-type"] == ["text/html; charset=utf-8"]
        if "content-encoding" not in answer.headers:
            assert coding == "br"  # an nginx without the module sends the file itself
            assert not BROTLI.is_file()
            continue
        assert answer.headers["content-encoding"] == [coding]
        assert unpack(answer.body) == plain.body
        assert "Accept-Encoding" in answer.headers["vary"][0]


def test_the_file_for_hosts_without_a_configuration(site: Path, reading: str, strict: str) -> None:
    rules: dict[str, list[str]] = {}
    path = ""
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) <= 2000
        if line.startswith("  "):
            rules[path].append(line.strip())
        elif not line.startswith("#"):
            path = line
            rules[path] = []
    assert len(rules) <= 100
    common = [f"{name}: {said}" for name, said in COMMON.items()]
    assert rules.pop("/*") == [f"Content-Security-Policy: {written(DOCUMENT_POLICY)}", *common]
    for path in FORMS:
        assert rules.pop(path) == [f"Content-Security-Policy: {strict}"]
    usual = [path for path, said in rules.items() if said == [f"Content-Security-Policy: {reading}"]]
    for file in (*site.rglob("*.html"), *site.rglob("sw.js")):
        name = f"/{file.relative_to(site).as_posix().removesuffix('index.html')}"
        assert sum(bool(re.fullmatch(path.replace("*", ".*"), name)) for path in usual) == 1, name
    assert not any(path.startswith("/dokumenter") for path in usual)  # rules add up: a viewer of PDF could not work
    for path in usual:
        del rules[path]
    assert set(rules) == {f"/{path}" for path in unchanging(site)}
    assert set(map(tuple, rules.values())) == {(f"Cache-Control: {FOREVER}",)}
    assert any(path.startswith("/pagefind/") and path.endswith("/*") for path in rules)


def test_the_path_stands_in_the_file_for_hosts(under: Project) -> None:
    lines = (under.site / "_headers").read_text(encoding="utf-8").splitlines()
    paths = [line for line in lines if line.startswith("/")]
    assert paths[0] == "/veien/*"
    assert all(path.startswith("/veien/") for path in paths)


def test_a_file_of_an_unknown_kind_is_told(tmp_path: Path, under: Project) -> None:
    for page in ("index.html", "sitemap.xml"):
        (tmp_path / page).write_bytes((under.site / page).read_bytes())
    (tmp_path / "bilde.heic").write_bytes(b"")
    with pytest.raises(UnknownKind, match=r"bilde\.heic"):
        server_files(tmp_path)


def test_the_preview_may_put_its_own_script_in_the_page(
    fresh: Callable[[], Project], under: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_PREVIEW", "1")
    project = fresh()
    assert not project.build(lang="nb", strict=False)
    pages = [path.read_text("utf-8") for path in project.site.rglob("*.html")]
    assert pages
    assert not any("Content-Security-Policy" in page for page in pages)
    assert all("Content-Security-Policy" in path.read_text("utf-8") for path in under.site.rglob("*.html"))
