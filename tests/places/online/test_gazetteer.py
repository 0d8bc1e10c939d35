"""An online service as a gazetteer: what it is told, what is kept, what it never learns."""

import ast
import concurrent.futures
import json
import logging
import multiprocessing
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

import geomap
from geomap.errors import NotCachedError, OnlineServiceError, RefusedError, UsageError
from geomap.places.online.bridge import KEY_MARK
from geomap.places.online.gazetteer import OnlineGazetteer, open_online
from geomap.places.online.services import service_named
from tests.places.online.online_server import Answer, Clock, nominatim_place, serving

KEY = "s3cret-Key+42/x"
DAY = 86_400


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def service():
    with serving() as service:
        yield service


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def connect(service, clock, tmp_path):
    """Open any of geopy's services on the fake server."""

    def opened(name="nominatim", **changes):
        wanted = {
            "user_agent": "desk@example.org",
            "options": {"domain": service.host, "scheme": "http"},
            "cache": tmp_path / "online.sqlite",
        } | changes
        return OnlineGazetteer(open_online(name, **wanted).settings, clock=clock, sleep=clock.sleep)

    return opened


@pytest.fixture
def nothing_sent(monkeypatch):
    """Fail whatever would send a question."""

    def refuse(*_, **__):
        raise AssertionError("something was sent")

    monkeypatch.setattr("geomap.places.online.exchange.fetch", refuse)


def test_a_place_of_the_service_is_a_candidate_with_its_evidence(connect, service):
    service.will_tell([nominatim_place()])
    answer = connect().ask("Tel Noor")
    (candidate,) = answer.candidates
    assert candidate.score == 1.0
    place = candidate.place
    assert (place.lon, place.lat) == (35.3, 35.2)
    assert (place.gazetteer, place.id, place.feature) == ("online:nominatim", "node/77", "PPL")
    assert (place.country, place.admin1, place.admin2) == ("SY", "Harim", "Lower Harim")
    assert place.population is None
    assert 2.5 < place.radius_km < 3.2
    assert answer.url.startswith(f"http://{service.host}/search?q=Tel+Noor")
    assert len(answer.sha256) == 64
    assert answer.retrieved_at.isoformat() == "2023-11-14T22:13:20+00:00"
    assert answer.note.endswith("names 1 place; asked on 2023-11-14")


def test_nothing_is_sent_but_the_name_the_country_and_who_asks(connect, service):
    connect().find("Tel Noor", country="sy")
    (asked,) = service.asked
    assert asked.query == {
        "q": ["Tel Noor"], "countrycodes": ["SY"], "format": ["json"], "limit": ["10"],
        "addressdetails": ["1"], "namedetails": ["1"], "accept-language": ["en"],
    }  # fmt: skip
    assert asked.headers["user-agent"] == f"geomap/{geomap.__version__} (desk@example.org)"
    assert set(asked.headers) == {"host", "user-agent", "accept-encoding", "connection"}


def test_each_question_is_logged_before_it_is_sent(connect, caplog):
    with caplog.at_level(logging.INFO, logger="geomap"):
        connect().find("Tel Noor")
        connect().find("Tel Noor")
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith("geomap")
    ] == [f"asking nominatim at {connect().version} for 'Tel Noor'"]


def test_opening_a_service_sends_nothing(connect, nothing_sent):
    assert connect().name == "online:nominatim"


@pytest.mark.parametrize(
    "name", ["", "   ", "—", "\x00", "?!", "zq" * 5000, "word " * 60, KEY_MARK]
)
def test_what_is_no_name_is_not_sent(connect, nothing_sent, name):
    answer = connect().ask(name)
    assert answer.candidates == ()
    assert answer.url is None
    assert "not asked" in answer.note


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE answer; --", "%s%n{0}{{7*7}}", "a\nb\x1b[2J\u202ec"]
)
def test_a_hostile_name_is_only_a_name(connect, service, name):
    assert tuple(connect().find(name)) == ()
    assert service.asked[0].query["q"] == [" ".join("".join(
        char if char.isprintable() else " " for char in name).split())]  # fmt: skip


def test_a_lone_surrogate_is_not_sent(connect, service):
    connect().find("Homs\ud800")
    assert service.asked[0].query["q"] == ["Homs"]


def test_a_second_lookup_comes_from_the_cache(connect, service, clock):
    service.will_tell([nominatim_place()])
    first = connect().ask("Tel Noor")
    clock.now += 30 * DAY
    second = connect().ask("  Tel\nNoor ")
    assert second.candidates == first.candidates
    assert second.cached
    assert not first.cached
    assert second.note.endswith("kept since 2023-11-14")
    assert len(service.asked) == 1


def test_nothing_found_is_kept_too(connect, service):
    assert connect().find("Tel Noor") == connect().find("Tel Noor") == ()
    assert len(service.asked) == 1


def test_each_country_and_service_has_its_own_answer(connect, service):
    connect().find("Tel Noor")
    connect().find("Tel Noor", country="SY")
    service.will_tell({"features": []})
    connect("photon").find("Tel Noor")
    assert len(service.asked) == 3


def test_an_expired_answer_is_asked_anew(connect, service, clock):
    connect().find("Tel Noor")
    clock.now += 181 * DAY
    service.will_tell([nominatim_place()])
    answer = connect().ask("Tel Noor")
    assert len(answer.candidates) == 1
    assert not answer.expired
    assert len(service.asked) == 2


def test_offline_an_old_answer_is_replayed_and_says_so(connect, service, clock):
    service.will_tell([nominatim_place()])
    online = connect().ask("Tel Noor")
    clock.now += 400 * DAY
    offline = connect(offline=True).ask("Tel Noor")
    assert offline.candidates == online.candidates
    assert offline.expired
    assert "2023-11-14 is older" in offline.note
    assert len(service.asked) == 1


def test_offline_a_name_never_asked_is_an_error_and_no_question(connect, service):
    with pytest.raises(NotCachedError, match="offline, and no answer for 'Harim'"):
        connect(offline=True).find("Harim")
    assert not service.asked


def test_offline_what_terms_want_forgotten_is_not_replayed(connect, service, clock):
    terms = replace(service_named("nominatim"), forget=True)
    online, offline = (
        OnlineGazetteer(replace(connect(offline=offline).settings, service=terms), clock=clock)
        for offline in (False, True)
    )
    assert online.find("Tel Noor") == offline.find("Tel Noor") == ()
    clock.now += 181 * DAY
    with pytest.raises(NotCachedError):
        offline.find("Tel Noor")
    assert len(service.asked) == 1


def test_what_terms_forbid_to_store_is_not_stored(connect, service, tmp_path):
    service.will_tell({"candidates": []})
    connect("arcgis").find("Tel Noor")
    connect("arcgis").find("Tel Noor")
    assert len(service.asked) == 2
    assert b"Noor" not in (tmp_path / "online.sqlite").read_bytes()


def test_a_changed_cache_is_not_believed(connect, service, tmp_path):
    connect().find("Tel Noor")
    path = tmp_path / "online.sqlite"
    content = path.read_bytes()
    assert content.count(b"[]") == 1
    path.write_bytes(content.replace(b"[]", b"{}"))
    assert connect().find("Tel Noor") == ()
    assert len(service.asked) == 2


def test_threads_together_keep_the_service_s_pace(connect, service):
    slept = []
    stopped = OnlineGazetteer(connect().settings, clock=lambda: 1.7e9, sleep=slept.append)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(stopped.find, ["Harim", "Sawran", "Ardport", "Tel Noor"]))
    assert sorted(slept) == [1, 2, 3]
    assert len(service.asked) == 4


def _found(gazetteer: OnlineGazetteer) -> list[str]:
    return [candidate.place.name for candidate in gazetteer.find("Tel Noor")]


def test_two_processes_share_one_cache(connect, service):
    service.will_tell([nominatim_place()])
    gazetteer = OnlineGazetteer(connect().settings)
    assert _found(gazetteer) == ["Tel Noor"]
    spawned = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawned) as pool:
        assert pool.submit(_found, gazetteer).result() == ["Tel Noor"]
    assert len(service.asked) == 1


def test_it_survives_pickling(connect, service):
    service.will_tell([nominatim_place()])
    copy = pickle.loads(pickle.dumps(connect()))
    assert _found(copy) == ["Tel Noor"]


def test_a_country_leaves_only_what_is_said_to_lie_there(connect, service):
    elsewhere = nominatim_place(osm_id=78, address={"country_code": "lb"})
    nowhere = nominatim_place(osm_id=79, address={})
    service.will_tell([elsewhere, nominatim_place(), nowhere])
    answer = connect().ask("Tel Noor", country="SY")
    assert [candidate.place.id for candidate in answer.candidates] == ["node/77"]
    assert "and 2 that it does not say to lie in the country" in answer.note


def test_a_country_that_is_no_code_is_refused(connect, nothing_sent):
    with pytest.raises(UsageError, match="'Syria' is no ISO 3166-1"):
        connect().find("Homs", country="Syria")


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("geonames", {"geonames": [], "totalResultsCount": 0}),
        ("opencage", {"results": [], "status": {"code": 200, "message": "OK"}}),
        ("bing", {"resourceSets": [{"resources": []}]}),
        ("google", {"results": [], "status": "ZERO_RESULTS"}),
        ("tomtom", {"results": []}),
        ("mapquest", {"results": [{"locations": []}]}),
    ],
)
class TestAKey:
    def connect(self, connect, service, name):
        return connect(name, api_key=KEY, user_agent=None)

    def test_it_reaches_the_service_once_and_nothing_else(
        self, connect, service, caplog, tmp_path, name, empty
    ):
        service.will_tell(empty)
        with caplog.at_level(logging.DEBUG):
            gazetteer = self.connect(connect, service, name)
            answer = gazetteer.ask("Tel Noor")
        (asked,) = service.asked
        assert [KEY] in asked.query.values()
        assert KEY_MARK not in asked.line
        kept = (tmp_path / "online.sqlite").read_bytes()
        told = f"{gazetteer!r} {gazetteer.settings!r} {answer!r} {caplog.text}".encode()
        assert b"Noor" in kept
        for place in (kept, told):
            assert KEY.encode() not in place
            assert b"s3cret" not in place
        assert KEY_MARK in answer.url

    @pytest.mark.parametrize("status", [200, 401, 403, 500])
    def test_it_is_in_no_error(self, connect, service, caplog, name, empty, status):
        said = f"bad key {KEY} in {KEY}"
        content = {"error": said, "message": said, "status": {"message": said, "value": 10}}
        service.usual = Answer(status=status, body=json.dumps(content).encode())
        with (
            caplog.at_level(logging.DEBUG),
            pytest.raises(OnlineServiceError) as raised,
        ):
            self.connect(connect, service, name).find("Tel Noor")
        chain, error = [], raised.value
        while error is not None:
            chain.append(f"{error!r} {error.args}")
            error = error.__cause__
        assert "s3cret" not in " ".join(chain)
        assert "s3cret" not in caplog.text

    def test_offline_no_key_is_needed_for_what_was_kept(self, connect, service, name, empty):
        service.will_tell(empty)
        self.connect(connect, service, name).find("Tel Noor")
        offline = connect(name, offline=True, user_agent=None)
        assert offline.find("Tel Noor") == ()
        assert len(service.asked) == 1


@pytest.mark.parametrize("written", [KEY, quote(KEY, safe=""), KEY.replace("/", "\\/")])
def test_an_answer_that_repeats_the_key_is_not_written_down(connect, service, tmp_path, written):
    body = '{"results": [], "status": {"code": 200, "message": "KEY"}}'.replace("KEY", written)
    service.usual = Answer(body=body.encode())
    assert connect("opencage", api_key=KEY).find("Tel Noor") == ()
    assert b"s3cret" not in (tmp_path / "online.sqlite").read_bytes()


def test_geonames_tells_a_wrong_account_from_nothing_found(connect, service):
    service.will_tell({"status": {"message": "user does not exist.", "value": 10}})
    with pytest.raises(RefusedError, match="user does not exist"):
        connect("geonames", api_key="nobody").find("Tel Noor")


@pytest.mark.parametrize(
    ("name", "wanted", "said"),
    [
        ("osmand", {}, "geopy knows no service 'osmand'; it knows arcgis"),
        ("nominatim", {"user_agent": None}, "user_agent is missing"),
        ("nominatim", {"user_agent": "geopy/2.5.0"}, "tells nobody"),
        ("nominatim", {"user_agent": "my-application"}, "tells nobody"),
        ("nominatim", {"user_agent": "a\r\nX-Evil: 1"}, "tells nobody"),
        ("nominatim", {"api_key": "abc"}, "takes no key"),
        ("nominatim", {"options": {"limit": "9"}}, "no option 'limit'; it has domain, scheme"),
        ("nominatim", {"options": {"timeout": "9"}}, "no option 'timeout'"),
        ("opencage", {"user_agent": None}, "needs a key"),
        ("google", {"user_agent": "x@example.org"}, "needs a key"),
        ("opencage", {"api_key": "a b"}, "give the bare key"),
        ("opencage", {"options": {"api_key": "x"}}, "a key goes in api_key"),
        ("google", {"api_key": "k", "options": {"secret_key": "x"}}, "a key goes in api_key"),
        ("opencage", {"api_key": "k", "options": {"scheme": "http"}}, "unencrypted"),
        ("liveaddress", {}, "auth_id"),
        ("pelias", {"user_agent": "desk@example.org"}, "give it in options"),
    ],
)
def test_a_call_that_is_off_says_what_would_be_right(nothing_sent, tmp_path, name, wanted, said):
    with pytest.raises(UsageError, match=said.replace("(", "\\(")) as raised:
        open_online(name, **{"cache": tmp_path / "c.sqlite"} | wanted)
    assert "a b" not in str(raised.value)


def test_a_key_with_a_space_is_not_repeated(tmp_path):
    with pytest.raises(UsageError) as raised:
        open_online("opencage", api_key="s3cret key", cache=tmp_path / "c.sqlite")
    assert "s3cret" not in str(raised.value)


def test_geonames_is_asked_over_an_encrypted_connection():
    assert open_online("geonames", offline=True).version == "secure.geonames.org"


def test_nothing_of_geopy_s_geocoders_is_loaded_before_a_service_is_named():
    loaded = "import sys, geomap.cli, geomap.pipeline; print('geopy.geocoders' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_only_the_bridge_imports_geopy_s_geocoders():
    package = Path(geomap.__file__).parent
    users = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [node.module] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            if any(
                (name or "").startswith(("geopy.geocoders", "geopy.adapters")) for name in named
            ):
                users.add(path.name)
    assert users == {"bridge.py"}
