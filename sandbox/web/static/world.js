// The page's data: people, their threads, and the events that change them. Draws nothing.

import { readChat, readWorld } from "./api.js";
import { Thread } from "./thread.js";

const ACTION_SECONDS = 5; // Telegram's clients forget a chat action after this long

function threadKey(person, chat) {
  return `${person}/${chat}`;
}

/** Listeners get {kind: "world" | "thread" | "message" | "edit", thread?, message?}. */
export class World {
  constructor() {
    this.bot = null;
    this.people = [];
    this.channels = [];
    this.columns = [];
    this.threads = new Map();
    this.listeners = new Set();
  }

  watch(listener) {
    this.listeners.add(listener);
  }

  notify(change) {
    for (const listener of this.listeners) listener(change);
  }

  thread(person, chat) {
    return this.threads.get(threadKey(person, chat));
  }

  threadsOf(person) {
    return person.chats.map((chat) => this.thread(person.id, chat.id)).filter(Boolean);
  }

  threadsIn(chat) {
    return [...this.threads.values()].filter((thread) => thread.chat.id === chat);
  }

  /** Load everything; also after lost events. */
  async load() {
    const world = await readWorld();
    const threads = new Map();
    for (const person of world.people) {
      for (const chat of person.chats) {
        const key = threadKey(person.id, chat.id);
        const thread = this.threads.get(key) ?? new Thread(person.id, chat);
        thread.chat = { ...thread.chat, ...chat };
        threads.set(key, thread);
      }
    }
    this.bot = world.bot;
    this.people = world.people;
    this.channels = world.channels ?? [];
    this.columns = world.columns ?? [];
    this.threads = threads;
    await Promise.all([...threads.values()].map((thread) => this.readThread(thread)));
    this.notify({ kind: "world" });
  }

  async readThread(thread) {
    const first = !thread.loaded;
    const since = thread.revision;
    const snapshot = await readChat(thread.person, thread.chat.id);
    thread.read(snapshot, since);
    if (first) thread.unread = snapshot.unread ?? 0;
  }

  async readChannels() {
    this.channels = (await readWorld()).channels ?? [];
    return this.channels;
  }

  /** Load menus and keyboards only: messages have their own events. */
  async readOffers(threads) {
    await Promise.all(
      threads.map(async (thread) => {
        thread.readOffers(await readChat(thread.person, thread.chat.id));
        this.notify({ kind: "thread", thread });
      }),
    );
  }

  /** One event of the stream. */
  async apply(event) {
    const threads = event.chat === undefined ? [] : this.threadsIn(event.chat);
    switch (event.type) {
      case "message":
      case "edit":
        return this.handleMessage(event, threads);
      case "delete":
        return this.changeEach(threads, (thread) => thread.drop(event.message_id));
      case "action":
        return this.handleAction(event, threads);
      case "commands":
        return this.readOffers([...this.threads.values()]);
      case "keyboard":
        return this.readOffers(
          threads.filter(
            (thread) =>
              event.user === undefined || event.user === null || thread.person === event.user,
          ),
        );
      case "language":
        return this.handleLanguage(event);
      case "blocked":
        return this.readOffers(
          [...this.threads.values()].filter((thread) => thread.person === event.user),
        );
      default:
        return undefined; // "answer" is returned by the request of its press
    }
  }

  changeEach(threads, change) {
    for (const thread of threads) {
      change(thread);
      this.notify({ kind: "thread", thread });
    }
  }

  async handleMessage({ type, chat, message }, threads) {
    const membersChanged =
      message.new_chat_members || message.left_chat_member || message.group_chat_created;
    const isOurs = !this.channels.some((channel) => channel.id === chat);
    if (isOurs && (membersChanged || threads.length === 0)) return this.load();
    for (const thread of threads) {
      if (type === "message" && message.from?.id !== thread.person) thread.action = null;
      const fresh = thread.put(message);
      this.notify({ kind: fresh ? "message" : "edit", thread, message });
    }
    return undefined;
  }

  handleAction({ action }, threads) {
    this.changeEach(threads, (thread) => {
      const mine = { action };
      thread.action = mine;
      setTimeout(() => {
        if (thread.action !== mine) return;
        thread.action = null;
        this.notify({ kind: "thread", thread });
      }, ACTION_SECONDS * 1000);
    });
  }

  handleLanguage({ user, code }) {
    const person = this.people.find(({ id }) => id === user);
    if (person) person.language_code = code;
    this.notify({ kind: "world" });
    return this.readOffers([...this.threads.values()].filter((thread) => thread.person === user));
  }
}
