"""From claim to close with the client that was made of openapi.json. Nothing here builds a URL or a body by hand."""

import os
import uuid

from balie_client import AuthenticatedClient
from balie_client.api.callbacks import (
    add_attempt,
    add_callback,
    add_note,
    claim_callback,
    close_callback,
    edit_callback,
    explain_callback,
    reveal_callback,
    show_person,
)
from balie_client.api.me import show_me
from balie_client.api.queue import list_queue
from balie_client.models import (
    AddRequest,
    AddRequestChannelType0,
    AttemptRequest,
    AttemptRequestResult,
    Callback,
    CloseRequest,
    CloseRequestOutcome,
    EditRequest,
    NoteRequest,
    Problem,
)

client = AuthenticatedClient(
    base_url=os.environ["BALIE_URL"] + "/api/v1",
    token=os.environ["BALIE_TOKEN"],
    raise_on_unexpected_status=True,
)


def key() -> str:
    return str(uuid.uuid4())


me = show_me.sync(client=client)
added = add_callback.sync(
    client=client,
    body=AddRequest(
        channel=AddRequestChannelType0.PHONE, language="pl", number="0612345678", name="Jan Kowal", message="No wages"
    ),
    idempotency_key=key(),
)
assert isinstance(added, Callback), added
waiting = list_queue.sync(client=client)
assert added.id in [callback.id for callback in waiting.items], waiting

once = key()
mine = claim_callback.sync(added.id, client=client, idempotency_key=once)
again = claim_callback.sync(added.id, client=client, idempotency_key=once)
assert mine.holder == me.id and mine.epoch == 1 and again == mine, (mine, again)
other = add_note.sync(added.id, client=client, body=NoteRequest(text="x"), idempotency_key=once)
assert isinstance(other, Problem) and other.status == 422, other

sheet = reveal_callback.sync(added.id, client=client, claim_epoch=mine.epoch)
assert sheet.phone == "+31612345678" and sheet.messages[0].text == "No wages", sheet
why = explain_callback.sync(added.id, client=client)
assert why.callback.id == added.id and why.speakers, why

edited = edit_callback.sync(
    added.id, client=client, body=EditRequest(employer="Kwekerij Zon"), if_match=f'"{sheet.callback.version}"'
)
assert isinstance(edited, Callback), edited
stale = edit_callback.sync(
    added.id, client=client, body=EditRequest(employer="Other"), if_match=f'"{sheet.callback.version}"'
)
assert isinstance(stale, Problem) and stale.status == 409 and stale.by == f"adviser:{me.id}" and stale.at, stale

attempt = add_attempt.sync(
    added.id, client=client, body=AttemptRequest(result=AttemptRequestResult.REACHED), claim_epoch=mine.epoch
)
assert attempt.attempts == 1, attempt
unsaid = close_callback.sync(
    added.id, client=client, body=CloseRequest(outcome=CloseRequestOutcome.ADVICE_GIVEN), claim_epoch=mine.epoch
)
assert isinstance(unsaid, Problem) and unsaid.status == 422, unsaid
closed = close_callback.sync(
    added.id,
    client=client,
    body=CloseRequest(outcome=CloseRequestOutcome.ADVICE_GIVEN, issue="employment.wages", note="wrote to them"),
    claim_epoch=mine.epoch,
    idempotency_key=key(),
)
assert closed.state == "closed" and closed.outcome == "advice_given", closed
told = [line.kind for line in show_person.sync(added.id, client=client).items]
assert told[0] == "received" and told[-1] == "closed", told
print(f"openapi-client: callback {closed.id} from claim to close, {len(told)} events, by a generated client.")
