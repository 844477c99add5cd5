// What the page knows, and who wants to hear when it changes.

const listeners = new Map();

/** Everything shown, for one person at one place. `who` is the person as the workspace is asked: after `TEAM:` in all but the first. */
export const state = {
  as: "", who: "", view: null, channel: "", thread: "", tab: "messages",
  messages: [], replies: [], newFrom: "", connected: true, loaded: false, answer: null,

  person(id) {
    return this.view?.people.find((person) => person.id === id) || (id === "USLACKBOT" ? { id, name: "Slackbot", is_bot: true } : undefined);
  },
  channelOf(id) { return this.view?.channels.find((channel) => channel.id === id); },
  get me() { return this.person(this.as) || this.view?.me; },
  get bot() { return this.person(this.view?.app?.bot_user_id); },
  /** The direct message with the app, which also has its Home tab. */
  get botDm() {
    const app = this.view?.app;
    const own = (channel) => channel.kind === "im" && [channel.user, channel.name].some((name) => name && [app?.bot_user_id, app?.name].includes(name));
    return this.view?.channels.find(own) || this.view?.channels.find((channel) => channel.kind === "im");
  },
  /** Person and conversation in one word, for keys: ids may be the same in two workspaces. */
  get here() { return `${this.view?.team.id}/${this.as}/${this.channel}`; },
  get current() { return this.channelOf(this.channel); },
  get inBotDm() { return Boolean(this.channel) && this.channel === this.botDm?.id; },
};

/** Calls `listener` whenever `topic` changes: view, place, messages, replies, link, wire. */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) || []), listener]);
}

/** Tells everyone that `topic` changed. */
export function emit(topic) {
  for (const listener of listeners.get(topic) || []) listener();
}

/** Remembers a small thing in this browser; forgets quietly where storage is not allowed. */
export const memory = {
  get(name) { try { return localStorage.getItem(`workspace.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`workspace.${name}`, value); } catch { /* a private window */ } },
};
