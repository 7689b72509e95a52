"""dev.py finds pip's wheel where pip would look for it, and takes no other."""

import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.newsroom.conftest import WHEEL


def test_it_works(dev, index, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text(f"[global]\nindex-url = {index.as_uri()}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert dev.fetch_pip(tmp_path).read_bytes() == WHEEL


def test_without_settings_the_index_is_pypi(dev):
    assert dev.pip_option("index-url", "https://pypi.org/simple") == "https://pypi.org/simple"


def test_the_users_own_pip_conf_is_read(dev, tmp_path, monkeypatch):
    monkeypatch.delenv("PIP_CONFIG_FILE")
    for place in (".pip", ".config/pip"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "pip.conf").write_text(f"[global]\nindex-url = https://{place}\n")
    assert dev.pip_option("index-url") == "https://.config/pip"


def test_the_install_section_outranks_the_global_one(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("[install]\nindex-url = https://a\n[global]\nindex-url = https://b\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert dev.pip_option("index-url") == "https://a"


def test_the_environment_outranks_every_file(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("[global]\nindex-url = https://a\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    monkeypatch.setenv("PIP_INDEX_URL", "https://c")
    assert dev.pip_option("index-url") == "https://c"


def test_a_pip_conf_that_cannot_be_read_is_named(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("index-url = https://a\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    with pytest.raises(SystemExit, match=re.escape("my-pip.conf")):
        dev.pip_option("index-url")


def test_a_wheel_with_another_hash_is_refused(dev, index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    (index / "pip" / dev.PIP_WHEEL).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="refused"):
        dev.fetch_pip(tmp_path)
    assert not (tmp_path / dev.PIP_WHEEL).exists()


def test_an_index_without_the_wheel_is_told(dev, index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    (index / "pip" / "index.html").write_text('<a href="pip-9.0.3-py2.py3-none-any.whl">1</a>')
    with pytest.raises(SystemExit, match="does not offer"):
        dev.fetch_pip(tmp_path)


def test_an_index_that_does_not_answer_is_told(dev, tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/simple")
    with pytest.raises(SystemExit, match=r"cannot reach .* Connection refused"):
        dev.fetch_pip(tmp_path)


def test_a_login_in_the_index_address_is_sent_but_never_shown(dev, tmp_path, monkeypatch, capsys):
    seen = []

    class Index(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.headers["Authorization"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.handle_request).start()
        address = f"http://ani:rahasia%21@127.0.0.1:{server.server_port}/simple"
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with pytest.raises(SystemExit, match="does not offer") as told:
            dev.fetch_pip(tmp_path)
    assert seen == ["Basic YW5pOnJhaGFzaWEh"]  # ani:rahasia!
    assert "rahasia" not in capsys.readouterr().out + str(told.value)
