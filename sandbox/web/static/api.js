// Requests of the page to the server; an error response is thrown as Refused with its description.

class Refused extends Error {}

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok || body.ok === false) {
    throw new Refused(body.description ?? `${answer.status} ${answer.statusText}`);
  }
  return body;
}

export function readWorld() {
  return ask("/sandbox/world");
}

export function readChat(person, chat) {
  return ask(`/sandbox/chats/${person}/${chat}`);
}

/** An action of a person in a chat. The response to a "press" is the bot's answer to it. */
export function act(person, chat, what, fields = {}) {
  return ask("/sandbox/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: person, chat, act: what, ...fields }),
  });
}

export function readFaults() {
  return ask("/sandbox/faults");
}

/** Start the plan of simulated faults with this name; null stops it. */
export function setFaults(plan) {
  return ask("/sandbox/faults", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(plan ? { plan } : {}),
  });
}

/** Upload files; several are sent as one album. */
export function upload(person, chat, kind, caption, files) {
  const form = new FormData();
  form.append("as", String(person));
  form.append("chat", String(chat));
  form.append("kind", kind);
  form.append("caption", caption);
  for (const file of files) form.append("file", file, file.name);
  return ask("/sandbox/upload", { method: "POST", body: form });
}

export function fileUrl(fileId) {
  return `/sandbox/files/${encodeURIComponent(fileId)}`;
}
