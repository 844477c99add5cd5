// The published @slack/web-api alone: does what its documentation shows and prints what came of it, as JSON.
const { WebClient } = require("@slack/web-api");

const { SANDBOX_API, SANDBOX_BOT_TOKEN } = process.env;
const client = new WebClient(SANDBOX_BOT_TOKEN, { slackApiUrl: SANDBOX_API, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } });
const channel = "C0LEAD";
const section = (text) => ({ type: "section", text: { type: "mrkdwn", text } });

async function refused(promise) {
  const error = await promise.then(() => null, (one) => one);
  return error && { code: error.code, error: error.data?.error, messages: error.data?.response_metadata?.messages };
}

async function everybody() {
  const names = [];
  for await (const page of client.paginate("users.list", { limit: 1 })) names.push(...page.members.map((one) => one.id));
  return names;
}

async function conversation() {
  const metadata = { event_type: "milepost", event_payload: { key: "prompt:7" } };
  const sent = await client.chat.postMessage({ channel, text: "First", blocks: [section("*First*")], metadata });
  await client.chat.postMessage({ channel, text: "A reply", thread_ts: sent.ts });
  await client.chat.update({ channel, ts: sent.ts, text: "Changed", metadata });
  await client.reactions.add({ channel, timestamp: sent.ts, name: "tada" });
  const history = await client.conversations.history({ channel, include_all_metadata: true });
  const thread = await client.conversations.replies({ channel, ts: sent.ts });
  const link = await client.chat.getPermalink({ channel, message_ts: sent.ts });
  return { first: history.messages.at(-1), thread: thread.messages.map((one) => one.text), link: link.permalink };
}

async function upload() {
  const given = { channel_id: channel, filename: "a.png", title: "A picture", file: Buffer.from("not a png") };
  const { files } = await client.filesUploadV2(given);
  return (await client.files.info({ file: files[0].files[0].id })).file;
}

async function desk() {
  const view = { type: "home", blocks: [section("A desk")] };
  const { view: shown } = await client.views.publish({ user_id: "U0DANA", view });
  await client.views.publish({ user_id: "U0DANA", view, hash: shown.hash });
  return refused(client.views.publish({ user_id: "U0DANA", view, hash: shown.hash }));
}

async function main() {
  const { user_id } = await client.auth.test();
  const told = { user_id, everybody: await everybody(), conversation: await conversation(), upload: await upload(), stale: await desk() };
  told.invalid = await refused(client.chat.postMessage({ channel, text: "x", blocks: [section("y".repeat(3001))] }));
  told.unknown = await refused(client.chat.postMessage({ channel: "C0NOWHERE", text: "x" }));
  console.log(JSON.stringify(told));
}

main();
