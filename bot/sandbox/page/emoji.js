// The emoji that bots and people in schools use most, by Slack's names.

const SET = `white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|warning ⚠️|rotating_light 🚨|bell 🔔|no_bell 🔕
tada 🎉|sparkles ✨|star ⭐|star2 🌟|trophy 🏆|medal 🏅|sports_medal 🏅|clap 👏|raised_hands 🙌|pray 🙏|muscle 💪|fire 🔥|rocket 🚀|100 💯
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|eyes 👀|wave 👋|heart ❤️|green_heart 💚|ok_hand 👌|point_right 👉|raising_hand 🙋|handshake 🤝
smile 😄|slightly_smiling_face 🙂|blush 😊|thinking_face 🤔|sweat_smile 😅|tired_face 😫|grinning 😀|joy 😂
large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|red_circle 🔴|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫
large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|large_blue_square 🟦|white_large_square ⬜|black_large_square ⬛
large_blue_diamond 🔷|small_blue_diamond 🔹|small_orange_diamond 🔸|diamond_shape_with_a_dot_inside 💠
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock9 🕘|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰|stopwatch ⏱️
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|bookmark 🔖|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|mag 🔍|books 📚|book 📖|notebook 📓
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|seedling 🌱|herb 🌿|evergreen_tree 🌲|fish 🐟|sunny ☀️|palm_tree 🌴
house 🏠|school 🏫|office 🏢|classical_building 🏛️|world_map 🗺️|triangular_flag_on_post 🚩|checkered_flag 🏁|vertical_traffic_light 🚦
bulb 💡|question ❓|grey_question ❔|exclamation ❗|speech_balloon 💬|thought_balloon 💭|mega 📣|loudspeaker 📢|email 📧|inbox_tray 📥|outbox_tray 📤
arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|repeat 🔁
leftwards_arrow_with_hook ↩️|back 🔙|fast_forward ⏩|double_vertical_bar ⏸️|zzz 💤|crescent_moon 🌙|coffee ☕|apple 🍎|mortar_board 🎓
gear ⚙️|hammer_and_wrench 🛠️|wrench 🔧|key 🔑|closed_lock_with_key 🔐|lock 🔒|shield 🛡️|construction 🚧|snail 🐌|turtle 🐢|compass 🧭
busts_in_silhouette 👥|bust_in_silhouette 👤|teacher 🧑‍🏫|face_with_thermometer 🤒|airplane ✈️|house_with_garden 🏡|wastebasket 🗑️|package 📦
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|information_source ℹ️|no_entry ⛔|recycle ♻️|new 🆕|soon 🔜|balloon 🎈|dart 🎯|puzzle_piece 🧩|ladder 🪜`;

const BY_NAME = new Map(SET.split(/[|\n]/).map((pair) => pair.trim().split(" ")));

/** The emoji of a Slack name without colons (skin tones are dropped), or null. */
export function emoji(name) {
  return BY_NAME.get(String(name).split("::")[0]) || null;
}

/** What the reaction menu offers. */
export const QUICK = ["white_check_mark", "+1", "eyes", "tada", "raised_hands", "heart", "thinking_face", "pray"];

/** Puts emoji in place of :names: in plain text; unknown names stay as typed. */
export function withEmoji(text) {
  return String(text).replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) || whole);
}
