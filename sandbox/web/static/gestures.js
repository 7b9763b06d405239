// Gestures: dropping files on a phone, and a long press on a message.

import { messageMenu } from "./menus.js";

const LONG_PRESS = 500; // milliseconds
const STEADY = 10; // pixels a finger may move during a long press

/** Put files dropped on a phone into its composer. */
export function acceptDrops(phone) {
  let depth = 0; // dragenter and dragleave also fire for each child element
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (change) => {
    depth = Math.max(0, change);
    phone.element.classList.toggle("dropping", depth > 0);
  };
  phone.element.addEventListener("dragenter", (event) => hasFiles(event) && show(depth + 1));
  phone.element.addEventListener("dragleave", (event) => hasFiles(event) && show(depth - 1));
  phone.element.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  phone.element.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(0);
    phone.composer.addFiles([...event.dataTransfer.files]);
  });
}

/** Open a message's menu by a long press or a right click. */
export function openMenuOnHold(phone) {
  let timer = null;
  let from = [0, 0];
  const stop = () => clearTimeout(timer);
  const menuOf = (target) => {
    const row = target.closest(".bubble")?.closest("[data-testid=message]");
    const message = row && phone.thread.message(Number(row.dataset.messageId));
    if (message) messageMenu(phone.actions, message, row.querySelector(".bubble"));
    return Boolean(message);
  };
  const { list } = phone.feed;
  list.addEventListener("contextmenu", (event) => {
    if (!event.target.closest("a, img") && menuOf(event.target)) event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    stop();
    from = [event.clientX, event.clientY];
    if (event.pointerType === "touch") timer = setTimeout(() => menuOf(event.target), LONG_PRESS);
  });
  list.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - from[0], clientY - from[1]) > STEADY) stop();
  });
  for (const end of ["pointerup", "pointercancel"]) list.addEventListener(end, stop);
}
