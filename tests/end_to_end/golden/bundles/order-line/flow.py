"""Order line.

Compiled by flowc from order-line.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import GatherInputOnCall, MakeHttpRequest, RunSubflow, SayPlay, SetVariables, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "order-line",
    version="731483d07f8d",
    starts={
        "incomingMessage": None,
        # order-line.flow:4  on call {
        "incomingCall": "order",
        "incomingConversationMessage": None,
        "incomingRequest": None,
        "incomingParent": None,
    },
)

# order-line.flow:5  order: gather "Please type your order number." number_of_digits=6 {
flow.add(
    GatherInputOnCall(
        "order", document="order.xml", exits={"keypress": "status", "speech": "order", "timeout": "goodbye"}
    )
)

# order-line.flow:10  status: subflow FW0123456789abcdef0123456789abcdef {
flow.add(
    RunSubflow(
        "status",
        flow_sid="FW0123456789abcdef0123456789abcdef",
        flow_revision="LatestPublished",
        parameters=[("order", "{{widgets.order.Digits}}")],
        exits={"completed": "say_1", "failed": "goodbye"},
    )
)

# order-line.flow:16  say status.answer
flow.add(
    SayPlay(
        "say_1", document="say_1.xml", liquid={"say": "{{widgets.status.answer}}"}, exits={"audioComplete": "goodbye"}
    )
)

# order-line.flow:20  section goodbye { say "Thank you for calling. Goodbye." }
flow.add(SayPlay("goodbye", document="goodbye.xml", exits={"audioComplete": None}))

# order-status.flow:4  on subflow {
order_status = flow.add_subflow("FW0123456789abcdef0123456789abcdef", "order-status", start="set_1")

# order-status.flow:5  set tries="0"
order_status.add(SetVariables("set_1", variables=[("tries", "0")], exits={"next": "lookup"}))

# order-status.flow:7  lookup: http GET "https://example.com/orders/{{trigger.parent.parameters.order | url_encode}…
order_status.add(
    MakeHttpRequest(
        "lookup",
        method="GET",
        url="https://example.com/orders/{{trigger.parent.parameters.order | url_encode}}",
        content_type="application/json;charset=utf-8",
        exits={"success": "split_1", "failed": "again"},
    )
)

# order-status.flow:13  split lookup.parsed.state {
order_status.add(
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
order_status.add(
    SetVariables("again", variables=[("tries", "{{flow.variables.tries | plus: 1}}")], exits={"next": "again_if_1"})
)

# order-status.flow:24  if "{{flow.variables.tries | plus: 0}}" less_than 3 -> lookup
order_status.add(
    SplitBasedOn(
        "again_if_1",
        input="{{flow.variables.tries | plus: 0}}",
        cases=[When("less_than", "{{flow.variables.tries | plus: 0}}", "3", to="lookup")],
        exits={"noMatch": "unknown"},
    )
)

# order-status.flow:29  set answer="It is on its way and arrives on {{widgets.lookup.parsed.arrival}}."
order_status.add(
    SetVariables(
        "shipped",
        variables=[("answer", "It is on its way and arrives on {{widgets.lookup.parsed.arrival}}.")],
        exits={"next": None},
    )
)

# order-status.flow:32  section packed { set answer="We are packing it." }
order_status.add(SetVariables("packed", variables=[("answer", "We are packing it.")], exits={"next": None}))

# order-status.flow:33  section unknown { set answer="We will find out and write to you." }
order_status.add(
    SetVariables("unknown", variables=[("answer", "We will find out and write to you.")], exits={"next": None})
)
