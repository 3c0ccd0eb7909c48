"""Support line.

Compiled by flowc from support-line.flow. Each step stands below the lines that it comes from.
"""

# ruff: noqa: E501 - texts are not broken into lines

from runtime import Flow
from runtime.steps import (
    EnqueueCall,
    GatherInputOnCall,
    MakeHttpRequest,
    RecordVoicemail,
    RunFunction,
    SayPlay,
    SetVariables,
    SplitBasedOn,
)
from runtime.steps.split_based_on import When

flow = Flow(
    "support-line",
    version="ca605593aa8e",
    starts={
        "incomingMessage": None,
        # support-line.flow:26  on call {
        "incomingCall": "say_1",
        "incomingConversationMessage": None,
        "incomingRequest": None,
        "incomingParent": None,
    },
)

# support-line.flow:27  say "Welcome to the support of the Owl shop."
flow.add(SayPlay("say_1", document="say_1.xml", exits={"audioComplete": "now_clock"}))

# support-line.flow:29  now: local-time clock "Europe/London" { failed -> waiting }
# hours.flow:28  clock: function url {
flow.add(
    RunFunction(
        "now_clock",
        url="https://hours-1234.twil.io/local-time",
        parameters=[("zone", "Europe/London")],
        exits={"success": "holidays_1_split_1", "fail": "waiting_wait_in_queue_1_say_1"},
    )
)

# support-line.flow:30  holidays now.date days_off { holiday -> closed }
# hours.flow:103  split date {
flow.add(
    SplitBasedOn(
        "holidays_1_split_1",
        input="{{widgets.now_clock.parsed.date}}",
        cases=[
            When(
                "matches_any_of", "{{widgets.now_clock.parsed.date}}", "2026-12-25,2026-12-28,2027-01-01", to="closed"
            ),
        ],
        exits={"noMatch": "opening_hours_1_split_1"},
    )
)

# support-line.flow:31  opening-hours now.time now.weekday opens="08:00" closes="18:00" {
# hours.flow:82  split weekday {
flow.add(
    SplitBasedOn(
        "opening_hours_1_split_1",
        input="{{widgets.now_clock.parsed.weekday}}",
        cases=[
            When(
                "matches_any_of",
                "{{widgets.now_clock.parsed.weekday}}",
                "Monday,Tuesday,Wednesday,Thursday,Friday",
                to="opening_hours_1_split_2",
            ),
        ],
        exits={"noMatch": "closed"},
    )
)

# support-line.flow:31  opening-hours now.time now.weekday opens="08:00" closes="18:00" {
# hours.flow:86  split time {
flow.add(
    SplitBasedOn(
        "opening_hours_1_split_2",
        input="{{widgets.now_clock.parsed.time}}",
        cases=[
            When("is_before_time", "{{widgets.now_clock.parsed.time}}", "08:00", to="closed"),
            When("is_after_time", "{{widgets.now_clock.parsed.time}}", "18:00", to="closed"),
        ],
        exits={"noMatch": "waiting_wait_in_queue_1_say_1"},
    )
)

# support-line.flow:38  wait-in-queue queue hold=hold {
# queue.flow:37  say notice voice=voice language=language
flow.add(
    SayPlay(
        "waiting_wait_in_queue_1_say_1",
        document="waiting_wait_in_queue_1_say_1.xml",
        exits={"audioComplete": "waiting_wait_in_queue_1_wait"},
    )
)

# support-line.flow:38  wait-in-queue queue hold=hold {
# queue.flow:38  wait: enqueue queue wait_url=hold {
flow.add(
    EnqueueCall(
        "waiting_wait_in_queue_1_wait",
        document="waiting_wait_in_queue_1_say_1.xml",
        exits={
            "callComplete": "waiting_wait_in_queue_1_split_1",
            "failedToEnqueue": "call_back_offer_callback_1_yes_no_1_set_1",
            "callFailure": "call_back_offer_callback_1_yes_no_1_set_1",
        },
    )
)

# support-line.flow:38  wait-in-queue queue hold=hold {
# queue.flow:42  split wait.QueueResult {
flow.add(
    SplitBasedOn(
        "waiting_wait_in_queue_1_split_1",
        input="{{widgets.waiting_wait_in_queue_1_wait.QueueResult}}",
        cases=[
            When(
                "equal_to",
                "{{widgets.waiting_wait_in_queue_1_wait.QueueResult}}",
                "leave",
                to="call_back_offer_callback_1_yes_no_1_set_1",
            ),
            When(
                "equal_to",
                "{{widgets.waiting_wait_in_queue_1_wait.QueueResult}}",
                "queue-full",
                to="call_back_offer_callback_1_yes_no_1_set_1",
            ),
            When(
                "matches_any_of",
                "{{widgets.waiting_wait_in_queue_1_wait.QueueResult}}",
                "error,system-error",
                to="call_back_offer_callback_1_yes_no_1_set_1",
            ),
        ],
        exits={"noMatch": "waiting_say_1"},
    )
)

# support-line.flow:42  say "Thank you for calling. Goodbye."
flow.add(SayPlay("waiting_say_1", document="waiting_say_1.xml", exits={"audioComplete": None}))

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:34  set confirm_tries=1
flow.add(
    SetVariables(
        "call_back_offer_callback_1_yes_no_1_set_1",
        variables=[("confirm_tries", "1")],
        exits={"next": "call_back_offer_callback_1_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:35  answer: gather question {
flow.add(
    GatherInputOnCall(
        "call_back_offer_callback_1_yes_no_1_answer",
        document="call_back_offer_callback_1_yes_no_1_answer.xml",
        exits={
            "keypress": "call_back_offer_callback_1_yes_no_1_split_1",
            "speech": "call_back_offer_callback_1_yes_no_1_split_2",
            "timeout": "call_back_offer_callback_1_yes_no_1_again",
        },
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:43  split answer.Digits {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_yes_no_1_split_1",
        input="{{widgets.call_back_offer_callback_1_yes_no_1_answer.Digits}}",
        cases=[
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_yes_no_1_answer.Digits}}",
                "1",
                to="call_back_offer_callback_1_where_split_1",
            ),
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_yes_no_1_answer.Digits}}",
                "2",
                to="waiting_wait_in_queue_1_say_1",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:51  split answer.SpeechResult {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_yes_no_1_split_2",
        input="{{widgets.call_back_offer_callback_1_yes_no_1_answer.SpeechResult}}",
        cases=[
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(no|nope|not|don't|wrong|incorrect)([ ,.!?].*)?$",
                to="waiting_wait_in_queue_1_say_1",
            ),
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(yes|yeah|yep|sure|okay|ok|correct|right)([ ,.!?].*)?$",
                to="call_back_offer_callback_1_where_split_1",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:58  again: if "{{flow.variables.confirm_tries | plus: 0}}" less_than tries {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_yes_no_1_again",
        input="{{flow.variables.confirm_tries | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.confirm_tries | plus: 0}}",
                "2",
                to="call_back_offer_callback_1_yes_no_1_set_2",
            ),
        ],
        exits={"noMatch": "waiting_wait_in_queue_1_say_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:59  set confirm_tries="{{flow.variables.confirm_tries | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_yes_no_1_set_2",
        variables=[("confirm_tries", "{{flow.variables.confirm_tries | plus: 1}}")],
        exits={"next": "call_back_offer_callback_1_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# callback.flow:34  split contact.channel.address {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_split_1",
        input="{{contact.channel.address}}",
        cases=[
            When(
                "matches_any_of",
                "{{contact.channel.address}}",
                "+266696687,+7378742833,+2562533,+8656696,+86282452253",
                to="call_back_offer_callback_1_where_other_set_1",
            ),
            When(
                "starts_with", "{{contact.channel.address}}", "+", to="call_back_offer_callback_1_where_spoken_spoken"
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_other_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# format.flow:12  spoken: set {
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_spoken_spoken",
        variables=[
            (
                "format_text",
                "{{ contact.channel.address | remove: '+' | remove: '-' | remove: ' ' | replace: '0', '0, ' | replace: '1', '1, ' | replace: '2', '2, ' | replace: '3', '3, ' | replace: '4', '4, ' | replace: '5', '5, ' | replace: '6', '6, ' | replace: '7', '7, ' | replace: '8', '8, ' | replace: '9', '9, ' }}",
            ),
        ],
        exits={"next": "call_back_offer_callback_1_where_yes_no_1_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:34  set confirm_tries=1
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_yes_no_1_set_1",
        variables=[("confirm_tries", "1")],
        exits={"next": "call_back_offer_callback_1_where_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:35  answer: gather question {
flow.add(
    GatherInputOnCall(
        "call_back_offer_callback_1_where_yes_no_1_answer",
        document="call_back_offer_callback_1_where_yes_no_1_answer.xml",
        liquid={
            "say": "We can call you at {{widgets.call_back_offer_callback_1_where_spoken_spoken.format_text}} To be called at this number, press 1. For another number, press 2.",
        },
        exits={
            "keypress": "call_back_offer_callback_1_where_yes_no_1_split_1",
            "speech": "call_back_offer_callback_1_where_yes_no_1_split_2",
            "timeout": "call_back_offer_callback_1_where_yes_no_1_again",
        },
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:43  split answer.Digits {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_yes_no_1_split_1",
        input="{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.Digits}}",
        cases=[
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.Digits}}",
                "1",
                to="call_back_offer_callback_1_where_set_1",
            ),
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.Digits}}",
                "2",
                to="call_back_offer_callback_1_where_other_set_1",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:51  split answer.SpeechResult {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_yes_no_1_split_2",
        input="{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.SpeechResult}}",
        cases=[
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(no|nope|not|don't|wrong|incorrect)([ ,.!?].*)?$",
                to="call_back_offer_callback_1_where_other_set_1",
            ),
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_where_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(yes|yeah|yep|sure|okay|ok|correct|right)([ ,.!?].*)?$",
                to="call_back_offer_callback_1_where_set_1",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:58  again: if "{{flow.variables.confirm_tries | plus: 0}}" less_than tries {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_yes_no_1_again",
        input="{{flow.variables.confirm_tries | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.confirm_tries | plus: 0}}",
                "2",
                to="call_back_offer_callback_1_where_yes_no_1_set_2",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:59  set confirm_tries="{{flow.variables.confirm_tries | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_yes_no_1_set_2",
        variables=[("confirm_tries", "{{flow.variables.confirm_tries | plus: 1}}")],
        exits={"next": "call_back_offer_callback_1_where_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# callback.flow:47  set callback_number=contact.channel.address
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_set_1",
        variables=[("callback_number", "{{contact.channel.address}}")],
        exits={"next": "call_back_offer_callback_1_where_kept"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:104  set numbers_rounds=1 numbers_question=prompt
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_set_1",
        variables=[
            ("numbers_rounds", "1"),
            ("numbers_question", "Please type the number at which we can call you, then press the hash key."),
        ],
        exits={"next": "call_back_offer_callback_1_where_other_entry_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:34  set numbers_prompt=prompt numbers_tries=1
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_entry_set_1",
        variables=[("numbers_prompt", "{{flow.variables.numbers_question}}"), ("numbers_tries", "1")],
        exits={"next": "call_back_offer_callback_1_where_other_entry_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:35  answer: gather flow.variables.numbers_prompt {
flow.add(
    GatherInputOnCall(
        "call_back_offer_callback_1_where_other_entry_answer",
        document="call_back_offer_callback_1_where_other_entry_answer.xml",
        liquid={"say": "{{flow.variables.numbers_prompt}}"},
        exits={
            "keypress": "call_back_offer_callback_1_where_other_entry_set_2",
            "speech": "call_back_offer_callback_1_where_other_entry_set_3",
            "timeout": "call_back_offer_callback_1_where_other_entry_again",
        },
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:43  keypress { set numbers_entry=answer.Digits }
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_entry_set_2",
        variables=[("numbers_entry", "{{widgets.call_back_offer_callback_1_where_other_entry_answer.Digits}}")],
        exits={"next": "call_back_offer_callback_1_where_other_entry_split_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:46  set {
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_entry_set_3",
        variables=[
            (
                "numbers_entry",
                "{{ widgets.call_back_offer_callback_1_where_other_entry_answer.SpeechResult | remove: ' ' | remove: '-' | remove: '.' | remove: ',' }}",
            ),
        ],
        exits={"next": "call_back_offer_callback_1_where_other_entry_split_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:54  again: if "{{flow.variables.numbers_tries | plus: 0}}" less_than tries {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_entry_again",
        input="{{flow.variables.numbers_tries | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.numbers_tries | plus: 0}}",
                "3",
                to="call_back_offer_callback_1_where_other_entry_set_4",
            ),
        ],
        exits={"noMatch": "closed"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:55  set numbers_prompt=again numbers_tries="{{flow.variables.numbers_tries | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_entry_set_4",
        variables=[
            ("numbers_prompt", "Please type the number at which we can call you, then press the hash key."),
            ("numbers_tries", "{{flow.variables.numbers_tries | plus: 1}}"),
        ],
        exits={"next": "call_back_offer_callback_1_where_other_entry_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:61  split flow.variables.numbers_entry {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_entry_split_1",
        input="{{flow.variables.numbers_entry}}",
        cases=[
            When(
                "regex",
                "{{flow.variables.numbers_entry}}",
                "^[0-9]{07,15}$",
                to="call_back_offer_callback_1_where_other_entry_found",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_other_entry_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:66  found: set numbers_entry=flow.variables.numbers_entry
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_entry_found",
        variables=[("numbers_entry", "{{flow.variables.numbers_entry}}")],
        exits={"next": "call_back_offer_callback_1_where_other_spoken_spoken"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# format.flow:12  spoken: set {
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_spoken_spoken",
        variables=[
            (
                "format_text",
                "{{ widgets.call_back_offer_callback_1_where_other_entry_found.numbers_entry | remove: '+' | remove: '-' | remove: ' ' | replace: '0', '0, ' | replace: '1', '1, ' | replace: '2', '2, ' | replace: '3', '3, ' | replace: '4', '4, ' | replace: '5', '5, ' | replace: '6', '6, ' | replace: '7', '7, ' | replace: '8', '8, ' | replace: '9', '9, ' }}",
            ),
        ],
        exits={"next": "call_back_offer_callback_1_where_other_yes_no_1_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:34  set confirm_tries=1
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_yes_no_1_set_1",
        variables=[("confirm_tries", "1")],
        exits={"next": "call_back_offer_callback_1_where_other_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:35  answer: gather question {
flow.add(
    GatherInputOnCall(
        "call_back_offer_callback_1_where_other_yes_no_1_answer",
        document="call_back_offer_callback_1_where_other_yes_no_1_answer.xml",
        liquid={
            "say": "You entered {{widgets.call_back_offer_callback_1_where_other_spoken_spoken.format_text}} If that is right, press 1. If not, press 2.",
        },
        exits={
            "keypress": "call_back_offer_callback_1_where_other_yes_no_1_split_1",
            "speech": "call_back_offer_callback_1_where_other_yes_no_1_split_2",
            "timeout": "call_back_offer_callback_1_where_other_yes_no_1_again",
        },
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:43  split answer.Digits {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_yes_no_1_split_1",
        input="{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.Digits}}",
        cases=[
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.Digits}}",
                "1",
                to="call_back_offer_callback_1_where_set_2",
            ),
            When(
                "equal_to",
                "{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.Digits}}",
                "2",
                to="call_back_offer_callback_1_where_other_if_1",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_other_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:51  split answer.SpeechResult {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_yes_no_1_split_2",
        input="{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.SpeechResult}}",
        cases=[
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(no|nope|not|don't|wrong|incorrect)([ ,.!?].*)?$",
                to="call_back_offer_callback_1_where_other_if_1",
            ),
            When(
                "regex",
                "{{widgets.call_back_offer_callback_1_where_other_yes_no_1_answer.SpeechResult}}",
                "^(.*[ ,])?(yes|yeah|yep|sure|okay|ok|correct|right)([ ,.!?].*)?$",
                to="call_back_offer_callback_1_where_set_2",
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_where_other_yes_no_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:58  again: if "{{flow.variables.confirm_tries | plus: 0}}" less_than tries {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_yes_no_1_again",
        input="{{flow.variables.confirm_tries | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.confirm_tries | plus: 0}}",
                "2",
                to="call_back_offer_callback_1_where_other_yes_no_1_set_2",
            ),
        ],
        exits={"noMatch": "closed"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# confirm.flow:59  set confirm_tries="{{flow.variables.confirm_tries | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_yes_no_1_set_2",
        variables=[("confirm_tries", "{{flow.variables.confirm_tries | plus: 1}}")],
        exits={"next": "call_back_offer_callback_1_where_other_yes_no_1_answer"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:121  if "{{flow.variables.numbers_rounds | plus: 0}}" less_than rounds {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_where_other_if_1",
        input="{{flow.variables.numbers_rounds | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.numbers_rounds | plus: 0}}",
                "3",
                to="call_back_offer_callback_1_where_other_set_2",
            ),
        ],
        exits={"noMatch": "closed"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# numbers.flow:122  set numbers_question=again numbers_rounds="{{flow.variables.numbers_rounds | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_other_set_2",
        variables=[
            ("numbers_question", "Please type the number at which we can call you, then press the hash key."),
            ("numbers_rounds", "{{flow.variables.numbers_rounds | plus: 1}}"),
        ],
        exits={"next": "call_back_offer_callback_1_where_other_entry_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# callback.flow:58  set callback_number=other.number
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_set_2",
        variables=[("callback_number", "{{widgets.call_back_offer_callback_1_where_other_entry_found.numbers_entry}}")],
        exits={"next": "call_back_offer_callback_1_where_kept"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# callback.flow:61  kept: set callback_number=flow.variables.callback_number
flow.add(
    SetVariables(
        "call_back_offer_callback_1_where_kept",
        variables=[("callback_number", "{{flow.variables.callback_number}}")],
        exits={"next": "call_back_offer_callback_1_submit_1_set_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# http.flow:109  set http_tries=1
flow.add(
    SetVariables(
        "call_back_offer_callback_1_submit_1_set_1",
        variables=[("http_tries", "1")],
        exits={"next": "call_back_offer_callback_1_submit_1_request"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# http.flow:110  request: http POST url body=body content_type=content_type {
flow.add(
    MakeHttpRequest(
        "call_back_offer_callback_1_submit_1_request",
        method="POST",
        url="https://example.com/desk",
        content_type="application/json;charset=utf-8",
        body='{\n  "number": "{{widgets.call_back_offer_callback_1_where_kept.callback_number}}",\n  "caller": "{{contact.channel.address}}",\n  "about": "support",\n  "execution": "{{flow.sid}}"\n}',
        exits={"success": "call_back_offer_callback_1_say_1", "failed": "call_back_offer_callback_1_submit_1_split_1"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# http.flow:112  split request.status_code {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_submit_1_split_1",
        input="{{widgets.call_back_offer_callback_1_submit_1_request.status_code}}",
        cases=[
            When(
                "matches_any_of",
                "{{widgets.call_back_offer_callback_1_submit_1_request.status_code}}",
                "408,429",
                to="call_back_offer_callback_1_submit_1_again",
            ),
            When(
                "starts_with", "{{widgets.call_back_offer_callback_1_submit_1_request.status_code}}", "4", to="closed"
            ),
        ],
        exits={"noMatch": "call_back_offer_callback_1_submit_1_again"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# http.flow:117  again: if "{{flow.variables.http_tries | plus: 0}}" less_than tries {
flow.add(
    SplitBasedOn(
        "call_back_offer_callback_1_submit_1_again",
        input="{{flow.variables.http_tries | plus: 0}}",
        cases=[
            When(
                "less_than",
                "{{flow.variables.http_tries | plus: 0}}",
                "3",
                to="call_back_offer_callback_1_submit_1_set_2",
            ),
        ],
        exits={"noMatch": "closed"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# http.flow:118  set http_tries="{{flow.variables.http_tries | plus: 1}}"
flow.add(
    SetVariables(
        "call_back_offer_callback_1_submit_1_set_2",
        variables=[("http_tries", "{{flow.variables.http_tries | plus: 1}}")],
        exits={"next": "call_back_offer_callback_1_submit_1_request"},
    )
)

# support-line.flow:46  offer-callback desk about="support" {
# callback.flow:106  say thanks voice=voice language=language
flow.add(
    SayPlay(
        "call_back_offer_callback_1_say_1",
        document="call_back_offer_callback_1_say_1.xml",
        exits={"audioComplete": "call_back_say_1"},
    )
)

# support-line.flow:50  say "Goodbye."
flow.add(SayPlay("call_back_say_1", document="call_back_offer_callback_1_say_1.xml", exits={"audioComplete": None}))

# support-line.flow:54  say "Nobody is at the desk right now. We work from Monday to Friday, between eight and six."
flow.add(
    SayPlay("closed", document="closed.xml", exits={"audioComplete": "closed_take_reviewed_message_1_message_say_1"})
)

# support-line.flow:55  take-reviewed-message callback=desk {
# voicemail.flow:25  say greeting voice=voice language=language
flow.add(
    SayPlay(
        "closed_take_reviewed_message_1_message_say_1",
        document="closed_take_reviewed_message_1_message_say_1.xml",
        exits={"audioComplete": "closed_take_reviewed_message_1_message_message"},
    )
)

# support-line.flow:55  take-reviewed-message callback=desk {
# voicemail.flow:26  message: voicemail {
flow.add(
    RecordVoicemail(
        "closed_take_reviewed_message_1_message_message",
        document="closed_take_reviewed_message_1_message_say_1.xml",
        exits={"recordingComplete": "closed_take_reviewed_message_1_wish", "noAudio": "goodbye", "hangup": None},
    )
)

# support-line.flow:55  take-reviewed-message callback=desk {
# voicemail.flow:81  wish: gather question number_of_digits=1 voice=voice language=language {
flow.add(
    GatherInputOnCall(
        "closed_take_reviewed_message_1_wish",
        document="closed_take_reviewed_message_1_wish.xml",
        exits={"keypress": "closed_take_reviewed_message_1_split_1", "speech": "goodbye", "timeout": "goodbye"},
    )
)

# support-line.flow:55  take-reviewed-message callback=desk {
# voicemail.flow:83  split wish.Digits {
flow.add(
    SplitBasedOn(
        "closed_take_reviewed_message_1_split_1",
        input="{{widgets.closed_take_reviewed_message_1_wish.Digits}}",
        cases=[
            When(
                "equal_to",
                "{{widgets.closed_take_reviewed_message_1_wish.Digits}}",
                "2",
                to="closed_take_reviewed_message_1_play_1",
            ),
            When(
                "equal_to",
                "{{widgets.closed_take_reviewed_message_1_wish.Digits}}",
                "3",
                to="closed_take_reviewed_message_1_message_say_1",
            ),
        ],
        exits={"noMatch": "goodbye"},
    )
)

# support-line.flow:55  take-reviewed-message callback=desk {
# voicemail.flow:85  play message.RecordingUrl
flow.add(
    SayPlay(
        "closed_take_reviewed_message_1_play_1",
        document="closed_take_reviewed_message_1_play_1.xml",
        liquid={"play": "{{widgets.closed_take_reviewed_message_1_message_message.RecordingUrl}}"},
        exits={"audioComplete": "closed_take_reviewed_message_1_wish"},
    )
)

# support-line.flow:62  section goodbye { say "Thank you. We will call you back. Goodbye." }
flow.add(SayPlay("goodbye", document="goodbye.xml", exits={"audioComplete": None}))
