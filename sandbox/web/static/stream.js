// The server's event stream. The browser reconnects with Last-Event-ID; if it gives up, we do it.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** Calls `onstate(live, missed)`; `missed`: events were lost, so everything must be loaded again. */
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
