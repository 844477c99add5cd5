// The published @slack/socket-mode alone: acknowledges by itself, and comes back when it is sent away.
const { SocketModeClient } = require("@slack/socket-mode");

const { SANDBOX_API, SANDBOX_APP_TOKEN } = process.env;
const client = new SocketModeClient({
  appToken: SANDBOX_APP_TOKEN,
  clientOptions: { slackApiUrl: SANDBOX_API },
  clientPingTimeout: 1000, // also how long it waits before it comes back
  logLevel: "error",
});

client.on("slash_commands", ({ ack, body }) => ack({ text: `Heard ${body.text}` }));
client.on("app_home_opened", async ({ ack, event }) => {
  await ack();
  console.log(`opened ${event.user}`);
});

client.start().then(() => console.log("ready 0"));
process.stdin.on("end", () => process.exit(0)).resume();
