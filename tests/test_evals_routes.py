"""A run's report and the readers' judgements are for officers, and for nobody else."""

import json

import pytest
from fastapi import FastAPI, Request

from corpus.readers import ADMINISTRATOR, MEMBER, OFFICER, PUBLIC, Reader
from ui.evals_routes import evals_routes
from ui.evaluating import Evaluating
from ui.identity import SCOPE_KEY, Visitor


@pytest.fixture
def routes(tmp_path):
    """The two routes by their path, over a kept run and one judgement."""
    run = tmp_path / "evals/runs/20260312T180000-few"
    run.mkdir(parents=True)
    (run / "report.html").write_text("<h1>Report</h1>")
    (run / "answers.jsonl").write_text("{}\n")
    (run / "run.json").write_text("{}")
    judgements = tmp_path / "judgements.jsonl"
    judgements.write_text(json.dumps({"id": "a", "question": "How many?"}) + "\n")
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    evals_routes(server, Evaluating(tmp_path, ["none"]), judgements)
    return {route.path: route.endpoint for route in server.routes}


def asked_by(role):
    visitor = Visitor(Reader(role=role, key="k"))
    return Request({"type": "http", "method": "GET", "headers": [], SCOPE_KEY: visitor})


def fetched(routes, role, run="20260312T180000-few", name="report.html"):
    return routes["/evals/{run}/{name}"](asked_by(role), run, name)


@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_an_officer_opens_a_report_that_loads_and_runs_nothing(routes, role):
    reply = fetched(routes, role)
    assert reply.status_code == 200
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "no-store" in reply.headers["cache-control"]
    assert routes["/judged.csv"](asked_by(role)).status_code == 200


@pytest.mark.parametrize("role", [PUBLIC, MEMBER, "nonsense"])
def test_nobody_else_does(routes, role):
    assert fetched(routes, role).status_code == 404
    assert fetched(routes, role, name="answers.jsonl").status_code == 404
    assert routes["/judged.csv"](asked_by(role)).status_code == 404


def test_a_request_that_did_not_come_through_the_gate_is_refused(routes):
    bare = Request({"type": "http", "method": "GET", "headers": []})
    assert routes["/judged.csv"](bare).status_code == 404


@pytest.mark.parametrize(("run", "name"), [("none", "report.html"), ("..", "run.json")])
def test_what_is_not_there_is_not_there(routes, run, name):
    assert fetched(routes, OFFICER, run, name).status_code == 404
    assert fetched(routes, OFFICER, name="run.json").status_code == 404
