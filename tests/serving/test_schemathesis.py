"""Generated requests from the OpenAPI document: no 5xx, and what is answered is what the document says."""

from __future__ import annotations

import json

import pytest

from tests.serving.running import Server

pytestmark = pytest.mark.slow
EXAMPLES = 12


def test_no_generated_request_breaks_the_server(server: Server) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi import checks

    document = json.loads(server.get("/openapi.json").body)
    schema = schemathesis.openapi.from_dict(document)
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def check(case: object) -> None:
            response = case.call(base_url=server.url)  # type: ignore[attr-defined]
            # a query that a client makes up may meet the time limit, which is told as 503
            assert response.status_code < 500 or (response.status_code == 503 and b"limit" in response.content)
            case.validate_response(  # type: ignore[attr-defined]
                response,
                checks=[
                    checks.status_code_conformance,
                    checks.content_type_conformance,
                    checks.response_schema_conformance,
                ],
            )

        check()
