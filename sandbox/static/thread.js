// One person's view of one chat: its messages as they now stand, and what the bot offers there.

export class Thread {
  constructor(person, chat) {
    this.person = person; // id of whose phone this is
    this.chat = chat; // Telegram's Chat
    this.entries = new Map(); // message id → {message, revision}
    this.dropped = new Map(); // message id → revision at which it went
    this.revision = 0; // grows with every change, so that a picture read late cannot undo a newer event
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

  /** Take a message in or replace it; true when it was not known before. */
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

  /** The server's whole picture, asked for when this thread stood at revision `since`. */
  read(picture, since) {
    const told = new Set(picture.messages.map((message) => message.message_id));
    for (const [id, { revision }] of [...this.entries]) {
      if (!told.has(id) && revision <= since) this.entries.delete(id);
    }
    for (const message of picture.messages) {
      const known = this.entries.get(message.message_id);
      if (known && known.revision > since) continue;
      if ((this.dropped.get(message.message_id) ?? 0) > since) continue;
      if (!known || JSON.stringify(known.message) !== JSON.stringify(message)) this.put(message);
    }
    this.readOffers(picture);
    this.loaded = true;
  }

  /** Everything but the messages. */
  readOffers(picture) {
    this.chat = { ...this.chat, ...picture.chat };
    this.commands = picture.commands ?? [];
    this.keyboard = picture.keyboard ?? null;
    this.description = picture.description ?? "";
    this.blocked = Boolean(picture.blocked);
  }
}
