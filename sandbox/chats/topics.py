"""The topics of a forum."""

from sandbox.limits import bad
from sandbox.state import State
from sandbox.world import Chat


def delete(state: State, chat: Chat, topic_id: int) -> None:
    """Delete a topic with its messages."""
    if topic_id not in chat.topics:
        raise bad("TOPIC_ID_INVALID")
    for message in list(chat.messages.values()):
        if topic_id in {message["message_id"], message.get("message_thread_id")}:
            state.delete(chat.id, message["message_id"])
    del chat.topics[topic_id]
