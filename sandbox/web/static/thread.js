// One person's view of one chat: its messages, the bot's commands and keyboard.

export class Thread {
  constructor(person, chat) {
    this.person = person; // id of whose phone this is
    this.chat = chat; // Telegram's Chat
    this.entries = new Map(); // message id → {message, revision}
    this.dropped = new Map(); // id of a deleted message → revision of its deletion
    this.revision = 0; // counts changes, so that an older snapshot does not undo newer events
    this.commands = [];
    this.keyboard = null;
    this.description = "";
    this.blocked = false;
    this.unread = 0;
    this.action = null; // what the bot is doing right now: {action: "typing"}
    this.draft = { text: "", files: [], kind: null, replyTo: null, editing: null };
    this.loaded = false;
  }

  get isPrivate() {
    return this.chat.type === "private";
  }

  /** Entries, oldest first. */
  get inOrder() {
    return [...this.entries.values()].sort((a, b) => a.message.message_id - b.message.message_id);
  }

  message(messageId) {
    return this.entries.get(messageId)?.message;
  }

  /** Add or replace a message; returns true if it is new. */
  put(message) {
    const fresh = !this.entries.has(message.message_id);
    this.revision += 1;
    this.entries.set(message.message_id, { message, revision: this.revision });
    return fresh;
  }

  drop(messageId) {
    this.revision += 1;
    this.entries.delete(messageId);
    this.dropped.set(messageId, this.revision);
  }

  /** Apply a snapshot of the server, requested at revision `since`. */
  read(snapshot, since) {
    const currentIds = new Set(snapshot.messages.map((message) => message.message_id));
    for (const [id, { revision }] of [...this.entries]) {
      if (!currentIds.has(id) && revision <= since) this.entries.delete(id);
    }
    for (const message of snapshot.messages) {
      const known = this.entries.get(message.message_id);
      if (known && known.revision > since) continue;
      if ((this.dropped.get(message.message_id) ?? 0) > since) continue;
      if (!known || JSON.stringify(known.message) !== JSON.stringify(message)) this.put(message);
    }
    this.readOffers(snapshot);
    this.loaded = true;
  }

  /** Apply everything of a snapshot but its messages. */
  readOffers(snapshot) {
    this.chat = { ...this.chat, ...snapshot.chat };
    this.commands = snapshot.commands ?? [];
    this.keyboard = snapshot.keyboard ?? null;
    this.description = snapshot.description ?? "";
    this.blocked = Boolean(snapshot.blocked);
  }
}
