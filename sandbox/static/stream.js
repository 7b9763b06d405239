// The server's events. The browser reconnects by itself with Last-Event-ID; when it gives up, so do not we.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** `onstate(live, missed)`: `missed` means there was a gap, so what is shown should be read anew. */
export function listen({ onevent, onstate }) {
  let missed = false;
  let wait = FIRST_WAIT;

  function open() {
    const source = new EventSource("/sandbox/events");
    source.addEventListener("open", () => {
      onstate(true, missed);
      missed = false;
      wait = FIRST_WAIT;
    });
    source.addEventListener("message", (event) => onevent(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      missed = true;
      onstate(false, true);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  open();
}
