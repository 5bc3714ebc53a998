"""The framework's pages, without the work that it does for what an event leaves as it is.

Gradio 6.31 makes every output of an event anew at each of its updates, those that stay as they
are too: a third of a question's processor time, with ten outputs and some updates an answer.
"""

import copy
from typing import Any

import gradio as gr

AS_IT_IS = {"__type__": "update"}
"""What a browser is sent for an output that stays as it is, as for Gradio's own gr.skip()."""


class Pages(gr.Blocks):  # type: ignore[misc]
    """Blocks in which what is skipped costs nothing."""

    async def postprocess_data(self, block_fn: Any, predictions: Any, state: Any) -> list[Any]:
        """What the browser is sent, one for each output of the event."""
        outputs = list(block_fn.outputs)
        given = _by_id(predictions)
        changed = copy.copy(block_fn)
        changed.outputs = [part for part in outputs if part._id in given]
        if not given or len(changed.outputs) < len(given):
            whole: list[Any] = await super().postprocess_data(block_fn, predictions, state)
            return whole
        values = [given[part._id] for part in changed.outputs]
        made = iter(await super().postprocess_data(changed, _listed(values), state))
        return [
            next(made) if part._id in given else None if part.stateful else dict(AS_IT_IS)
            for part in outputs
        ]


def _by_id(predictions: Any) -> dict[int, Any]:
    """New values by their component's number; none when they are not given by component."""
    if not isinstance(predictions, dict):
        return {}
    found = {getattr(part, "_id", -1): value for part, value in predictions.items()}
    return {} if -1 in found else found


def _listed(values: list[Any]) -> Any:
    """One value alone is given as it is, several as a list: so the framework expects them."""
    return values[0] if len(values) == 1 else values
