// Talks to the local workspace: JSON in and out, and the stream of what changed.

async function answer(response) {
  let body;
  try { body = await response.json(); } catch { body = { ok: false, message: `The workspace answered ${response.status}.` }; }
  if (!response.ok && !body.message) body = { ok: false, message: body.error || `The workspace answered ${response.status}.` };
  return body;
}

async function ask(address, options) {
  try {
    return await answer(await fetch(address, options));
  } catch {
    return { ok: false, error: "unreachable", message: "The workspace cannot be reached. Is it still running?" };
  }
}

/** GET /_/path?query as JSON. */
export async function get(path, query = {}) {
  const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return ask(`/_/${path}?${words}`, { cache: "no-store" });
}

/** POST /_/path with a JSON body. */
export async function post(path, body) {
  return ask(`/_/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** POST /_/path?query with bytes. */
export async function send(path, query, bytes) {
  return ask(`/_/${path}?${new URLSearchParams(query)}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: bytes });
}

/** Listens to what changes for one person; `onChange` gets a Set of names, `onState` whether we are connected. */
export function listen(as, onChange, onState) {
  const source = new EventSource(`/_/stream?as=${encodeURIComponent(as)}`);
  source.onmessage = (event) => onChange(new Set(JSON.parse(event.data).changed || []));
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  return () => source.close();
}
