// The reference of the benchmarks: what somebody writes by hand with Socket.IO and PostgreSQL. One room, no
// sign-in; each message is stored with one INSERT, acknowledged, and handed to everybody in the room.
// libpq's environment says where the database is. Prints `{"port": …}` once it listens.

import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const pool = new pg.Pool({ max: 10 });
await pool.query(`CREATE TABLE line (
  conversation text, seq integer, sender text, client_id text, body text, created_at timestamptz DEFAULT now(),
  PRIMARY KEY (conversation, seq), UNIQUE (sender, conversation, client_id))`);
const STORE = "INSERT INTO line (conversation, seq, sender, client_id, body) VALUES ($1, $2, $3, $4, $5)";
const FETCH = "SELECT seq, sender, body, created_at FROM line WHERE conversation = $1 AND seq > $2 ORDER BY seq LIMIT 100";
let last = 0;

// As many bytes as a row of ours.
function row({ seq, sender, body, created_at }) {
  const day = created_at.toISOString().slice(0, 10);
  const about = { class: "bubble", "data-seq": `${seq}`, "data-by": sender, "data-day": day, "data-day-word": day };
  const node = ["li", about, ["b", { "data-name": "" }, sender.slice(0, 4)], ["p", { "data-text": "" }, body]];
  return { seq, target: null, text: body, node };
}

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
const kite = io.of("/kite");
kite.on("connection", (socket) => {
  const sender = `${socket.id}${"x".repeat(26)}`.slice(0, 26);
  socket.on("subscribe", ({ conversation }, answer) => {
    socket.join(conversation);
    answer({ last, code: "ok" });
  });
  socket.on("fetch", async ({ conversation, after }, answer) => {
    const { rows } = await pool.query({ name: "fetch", text: FETCH, values: [conversation, after] });
    answer({ rows: rows.map(row), upto: rows.at(-1)?.seq ?? after, more: rows.length === 100, code: "ok" });
  });
  socket.on("send", async ({ conversation, text, client_id }, answer) => {
    const seq = ++last;
    await pool.query({ name: "store", text: STORE, values: [conversation, seq, sender, client_id, text] });
    answer({ seq, code: "ok" });
    const rows = [row({ seq, sender, body: text, created_at: new Date() })];
    kite.to(conversation).emit("rows", { conversation, after: seq - 1, upto: seq, rows });
  });
});
http.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: http.address().port })));
