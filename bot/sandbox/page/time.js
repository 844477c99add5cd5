// Dates and times in the time zone of the workspace, which may be far from the reader's own.

let zone = "UTC";
let nowText = new Date().toISOString();
const formats = new Map();

/** Takes the clock of the workspace: its time zone and what it believes is now. */
export function setClock(clock) {
  zone = clock.timezone || "UTC";
  nowText = clock.now;
}

/** What the workspace believes is now. */
export const now = () => new Date(nowText);

/** The date of a Slack timestamp such as "1700000000.000100". */
export const fromTs = (ts) => new Date(Number(ts) * 1000);

/** Formats a date in the workspace's time zone with Intl options. */
export function format(date, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

/** "9:05 AM". */
export const clockTime = (date) => format(date, { hour: "numeric", minute: "2-digit" });

/** "2025-10-27" in the workspace's zone; also the key of a day. */
export const dayKey = (date) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(date).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
};

const daysApart = (a, b) => Math.round((Date.parse(dayKey(a)) - Date.parse(dayKey(b))) / 86400000);

function ordinal(day) {
  if (day % 100 >= 11 && day % 100 <= 13) return `${day}th`;
  return day + ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] || "th");
}

/** "Today", "Yesterday", or "Monday, October 27th". */
export function dayLabel(date) {
  const apart = daysApart(now(), date);
  if (apart === 0) return "Today";
  if (apart === 1) return "Yesterday";
  const year = format(date, { year: "numeric" });
  const words = `${format(date, { weekday: "long" })}, ${format(date, { month: "long" })} ${ordinal(Number(format(date, { day: "numeric" })))}`;
  return year === format(now(), { year: "numeric" }) ? words : `${words}, ${year}`;
}

/** "Mon, Oct 27". */
export const shortDay = (date) => format(date, { weekday: "short", month: "short", day: "numeric" });

/** "Monday, October 27, 2025 at 9:05 AM": the full time, for tooltips and screen readers. */
export const fullTime = (date) => `${format(date, { dateStyle: "full" })} at ${clockTime(date)}`;

/** "today at 9:05 AM", "Oct 27 at 9:05 AM". */
export function momentWords(date) {
  const apart = daysApart(now(), date);
  const day = apart === 0 ? "today" : apart === 1 ? "yesterday" : format(date, { month: "short", day: "numeric" });
  return `${day} at ${clockTime(date)}`;
}

function pretty(date, otherwise) {
  const apart = daysApart(now(), date);
  return { 0: "today", 1: "yesterday", [-1]: "tomorrow" }[apart] || otherwise;
}

const TOKENS = {
  date_num: (d) => dayKey(d),
  date: (d) => format(d, { dateStyle: "long" }),
  date_short: (d) => format(d, { dateStyle: "medium" }),
  date_long: (d) => format(d, { dateStyle: "full" }),
  date_pretty: (d) => pretty(d, format(d, { dateStyle: "long" })),
  date_short_pretty: (d) => pretty(d, format(d, { dateStyle: "medium" })),
  date_long_pretty: (d) => pretty(d, format(d, { dateStyle: "full" })),
  time: (d) => clockTime(d),
  time_secs: (d) => format(d, { timeStyle: "medium" }),
  ago: (d) => {
    const apart = daysApart(now(), d);
    return pretty(d, apart > 0 ? `${apart} days ago` : `in ${-apart} days`);
  },
};

/** Words of Slack's <!date^seconds^pattern|fallback>. */
export function dateToken(seconds, pattern, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (TOKENS[name] ? TOKENS[name](date) : whole));
}

/** Unix seconds of a wall-clock time "2025-10-27T09:00" in the workspace's zone. */
export function wallToSeconds(wall) {
  const asUtc = Date.parse(`${wall}:00Z`);
  let guess = asUtc;
  for (let round = 0; round < 2; round += 1) guess = asUtc - (Date.parse(`${secondsToWall(guess / 1000)}:00Z`) - guess);
  return Math.floor(guess / 1000);
}

/** The wall-clock time "2025-10-27T09:00" of unix seconds in the workspace's zone. */
export function secondsToWall(seconds) {
  const date = new Date(seconds * 1000);
  return `${dayKey(date)}T${format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}
