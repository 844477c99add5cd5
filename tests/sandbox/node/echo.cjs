// A small app on the published @slack/bolt: it says back what it hears. It knows nothing of the workspace but its address.
const { App } = require("@slack/bolt");

const { SANDBOX_API, SANDBOX_BOT_TOKEN, SANDBOX_APP_TOKEN, SANDBOX_SECRET, SANDBOX_MODE } = process.env;
const socketMode = SANDBOX_MODE === "socket";
const app = new App({
  token: SANDBOX_BOT_TOKEN,
  appToken: socketMode ? SANDBOX_APP_TOKEN : undefined,
  signingSecret: SANDBOX_SECRET,
  socketMode,
  logLevel: "error",
  clientOptions: { slackApiUrl: SANDBOX_API },
});

const plain = (text) => ({ type: "plain_text", text });
const button = { type: "actions", elements: [{ type: "button", action_id: "open", text: plain("Open"), value: "7" }] };

app.command("/echo", async ({ ack, command, respond, client }) => {
  await ack();
  await respond(`You said ${command.text}`);
  await client.chat.postMessage({ channel: command.channel_id, text: "Open it", blocks: [button] });
});

app.action("open", async ({ ack, body, action, client }) => {
  await ack();
  const element = { type: "plain_text_input", action_id: "words" };
  const blocks = [{ type: "input", block_id: "words_block", label: plain("Words"), element }];
  const view = { type: "modal", callback_id: "m", title: plain("Say it"), submit: plain("Send"), private_metadata: action.value, blocks };
  await client.views.open({ trigger_id: body.trigger_id, view });
});

app.view("m", async ({ ack, view, body, client }) => {
  const words = view.state.values.words_block.words.value;
  if (words === "no") return ack({ response_action: "errors", errors: { words_block: "More, please" } });
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `${view.private_metadata}: ${words}` });
});

app.event("app_home_opened", async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [button] } });
});

app.error(async (error) => console.error(error));
app.start(socketMode ? undefined : 0).then((server) => {
  console.log(`ready ${socketMode ? 0 : server.address().port}`);
});
process.stdin.on("end", () => process.exit(0)).resume();
