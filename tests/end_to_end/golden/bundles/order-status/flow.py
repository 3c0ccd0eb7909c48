"""Order status.

Compiled by flowc from order-status.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import MakeHttpRequest, SetVariables, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "order-status",
    version="680ffd9dcb1c",
    starts={
        "incomingMessage": None,
        "incomingCall": None,
        "incomingConversationMessage": None,
        "incomingRequest": None,
        # order-status.flow:4  on subflow {
        "incomingParent": "set_1",
    },
)

# order-status.flow:5  set tries="0"
flow.add(SetVariables("set_1", variables=[("tries", "0")], exits={"next": "lookup"}))

# order-status.flow:7  lookup: http GET "https://example.com/orders/{{trigger.parent.parameters.order | url_encode}…
flow.add(
    MakeHttpRequest(
        "lookup",
        method="GET",
        url="https://example.com/orders/{{trigger.parent.parameters.order | url_encode}}",
        content_type="application/json;charset=utf-8",
        exits={"success": "split_1", "failed": "again"},
    )
)

# order-status.flow:13  split lookup.parsed.state {
flow.add(
    SplitBasedOn(
        "split_1",
        input="{{widgets.lookup.parsed.state}}",
        cases=[
            When("equal_to", "{{widgets.lookup.parsed.state}}", "shipped", to="shipped"),
            When("equal_to", "{{widgets.lookup.parsed.state}}", "packed", to="packed"),
            When("does_not_match_any_of", "{{widgets.lookup.parsed.state}}", "new,paid", to="unknown"),
        ],
        exits={"noMatch": "packed"},
    )
)

# order-status.flow:23  set tries="{{flow.variables.tries | plus: 1}}"
flow.add(
    SetVariables("again", variables=[("tries", "{{flow.variables.tries | plus: 1}}")], exits={"next": "again_if_1"})
)

# order-status.flow:24  if "{{flow.variables.tries | plus: 0}}" less_than 3 -> lookup
flow.add(
    SplitBasedOn(
        "again_if_1",
        input="{{flow.variables.tries | plus: 0}}",
        cases=[When("less_than", "{{flow.variables.tries | plus: 0}}", "3", to="lookup")],
        exits={"noMatch": "unknown"},
    )
)

# order-status.flow:29  set answer="It is on its way and arrives on {{widgets.lookup.parsed.arrival}}."
flow.add(
    SetVariables(
        "shipped",
        variables=[("answer", "It is on its way and arrives on {{widgets.lookup.parsed.arrival}}.")],
        exits={"next": None},
    )
)

# order-status.flow:32  section packed { set answer="We are packing it." }
flow.add(SetVariables("packed", variables=[("answer", "We are packing it.")], exits={"next": None}))

# order-status.flow:33  section unknown { set answer="We will find out and write to you." }
flow.add(SetVariables("unknown", variables=[("answer", "We will find out and write to you.")], exits={"next": None}))
