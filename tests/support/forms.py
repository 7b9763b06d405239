"""Every form by its name, for tests that look at all of them."""

from usecases.flows import FLOWS

FORMS = {name: flow.form for name, flow in FLOWS.items()}
