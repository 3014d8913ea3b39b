"""Ends a script run at a chosen point, as a click elsewhere (rerun) or a closed tab (stop) does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, ScriptRunner, StopException

How = Literal["rerun", "stop"]


@dataclass
class Interruptions:
    """Streamlit gives way to a rerun or a stop in every ``st.*`` call and every look into the session state."""

    monkeypatch: pytest.MonkeyPatch
    how: How = "stop"
    passed: int = 0
    """Points that have been passed since the last call of ``at``."""
    _point: int = 0
    _asked: RerunData | None = None

    def __post_init__(self) -> None:
        run_script = ScriptRunner._run_script
        give_way = ScriptRunner._maybe_handle_execution_control_request

        def remember(runner: ScriptRunner, rerun_data: RerunData) -> None:
            self._asked = rerun_data
            run_script(runner, rerun_data)

        def pass_a_point(runner: ScriptRunner) -> None:
            if runner._execing:
                self._pass()
            give_way(runner)

        self.monkeypatch.setattr(ScriptRunner, "_run_script", remember)
        self.monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", pass_a_point)

    def at(self, point: int, how: How = "stop") -> None:
        """Interrupt once, at this point from now on, counted from 1; 0 only counts."""
        self._point, self.how, self.passed = point, how, 0

    def _pass(self) -> None:
        self.passed += 1
        if self.passed == self._point:
            self._point = 0
            raise self._rerun() if self.how == "rerun" else StopException()

    def _rerun(self) -> RerunException:
        """What a browser sends next: the widgets as they stand; a click is sent once."""
        assert self._asked is not None
        sent = self._asked.widget_states.widgets if self._asked.widget_states else ()
        kept = [state for state in sent if state.WhichOneof("value") != "trigger_value"]
        return RerunException(replace(self._asked, widget_states=WidgetStates(widgets=kept)))
