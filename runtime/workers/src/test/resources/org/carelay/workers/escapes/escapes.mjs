import { once } from "node:events";
import child from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns/promises";
import fs from "node:fs";
import net from "node:net";
import { Worker } from "node:worker_threads";

async function connected(socket) {
  await once(socket, "connect");
  return "connected";
}

async function spawned(process) {
  await once(process, "spawn");
  return "spawned";
}

const attempts = {
  read_secret: (e) => fs.readFileSync(e.secret, "utf8"),
  read_shadow: () => fs.readFileSync("/etc/shadow", "utf8"),
  read_passwd: () => fs.readFileSync("/etc/passwd", "utf8"),
  list_root: () => fs.readdirSync("/"),
  list_other_work: (e) => fs.readdirSync(e.otherWork),
  read_other_work: (e) => fs.readFileSync(`${e.otherWork}/private.txt`, "utf8"),
  read_own_code_neighbours: () => fs.readdirSync("../.."),
  write_outside: (e) => fs.appendFileSync(e.secret, "x"),
  write_own_code: () => fs.writeFileSync("../function.mjs", "x"),
  write_usr: () => fs.writeFileSync("/usr/lib/carelay-was-here", "x"),
  delete_secret: (e) => fs.unlinkSync(e.secret),
  link_secret: (e) => fs.linkSync(e.secret, "mine"),
  symlink_secret: (e) => { fs.symlinkSync(e.secret, "mine"); return fs.readFileSync("mine", "utf8"); },
  rename_secret: (e) => fs.renameSync(e.secret, "mine"),
  parent_environ: () => fs.readFileSync(`/proc/${process.ppid}/environ`, "utf8"),
  parent_memory: () => fs.openSync(`/proc/${process.ppid}/mem`),
  own_environ: () => { if (!process.env.CARELAY_TEST_SECRET) throw new Error("not there"); return "there"; },
  signal_parent: () => process.kill(process.ppid, "SIGCONT"),
  signal_all: () => process.kill(-1, 0),
  tcp: (e) => connected(net.connect(e.port, "127.0.0.1")),
  tcp6: (e) => connected(net.connect(e.port, "::1")),
  listen: async () => { const server = net.createServer(); server.listen(0, "127.0.0.1"); await once(server, "listening"); return "listening"; },
  udp: (e) => new Promise((done, failed) => {
    const socket = dgram.createSocket("udp4");
    socket.on("error", failed);
    socket.send("x", e.port, "127.0.0.1", (error) => (error ? failed(error) : done("sent")));
  }),
  unix: (e) => connected(net.connect(e.unixSocket)),
  resolve: () => dns.resolve("example.org"),
  lookup: () => dns.lookup("example.org"),
  fetch: (e) => fetch(`http://127.0.0.1:${e.port}/`).then((answer) => answer.status, (error) => { throw error.cause ?? error; }),
  subprocess_shell: () => child.execSync("id").toString(),
  fork_bomb: async () => { for (let i = 0; i < 1000; i++) await spawned(child.spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])); return "forked"; },
  become_root: () => process.setuid(process.getuid() ? 0 : 1),
  chmod_secret: (e) => {
    const before = fs.statSync(e.secret).mode;
    fs.chmodSync(e.secret, 0o666);
    if (fs.statSync(e.secret).mode === before) throw new Error("nothing changed");
    return "changed";
  },

  heap_bomb: () => { const kept = []; for (;;) kept.push({ n: kept.length, text: `number ${kept.length}` }); },
  buffer_bomb: () => { const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20, 1)); },
  one_big_array: () => Buffer.alloc(4 * 2 ** 30, 1).length,
  shared_buffer_bomb: () => { const kept = []; for (;;) kept.push(new Uint8Array(new SharedArrayBuffer(1 << 24)).fill(1)); },
  string_bomb: () => { let text = "x"; for (;;) text += text + Math.random(); },
  wasm_bomb: () => { const kept = []; for (;;) { const memory = new WebAssembly.Memory({ initial: 1024 }); new Uint8Array(memory.buffer).fill(1); kept.push(memory); } },
  thread_bomb: async () => { for (let i = 0; i < 1000; i++) await once(new Worker("setInterval(() => {}, 1000)", { eval: true }), "online"); return "1000 threads"; },
  one_big_file: () => { const file = fs.openSync("big", "w"); for (let i = 0; i < 4096; i++) fs.writeSync(file, Buffer.alloc(1 << 20)); return "4 GiB"; },
  many_files: () => { for (let i = 0; i < 1e6; i++) fs.writeFileSync(String(i), Buffer.alloc(8 << 20)); },
  loop: () => { for (;;); },
  async_loop: () => new Promise(() => setInterval(() => {}, 10)),
  regex: () => /^(a+)+$/.test(`${"a".repeat(40)}b`),
  deep_result: () => { let deep = []; for (let i = 0; i < 100_000; i++) deep = [deep]; return deep; },
  huge_result: () => "x".repeat(12 << 20),
  log_flood: () => { for (;;) console.log("x".repeat(1000)); },
  raw_flood: () => { for (;;) fs.writeSync(2, "x".repeat(65536)); },
  frame_flood: () => { for (;;) fs.writeSync(1, "x".repeat(65536)); },
  forged_frames: () => { fs.writeSync(1, '\0\0\0\x0f{"id":1,"ok":1}'); return "forged"; },
  exit_now: () => process.exit(0),
  kill_self: () => process.kill(process.pid, "SIGKILL"),
  crash: () => process.abort(),
  close_all: () => { for (let i = 0; i < 3; i++) fs.closeSync(i); for (;;); },
  left_thread: async () => { await once(new Worker("for (;;);", { eval: true }), "online"); return "left"; },
  left_timer: () => { setInterval(() => {}, 10); return "left"; },
  left_process: () => spawned(child.spawn("/bin/sleep", ["60"], { detached: true, stdio: "ignore" })),
};

export async function handle(event) {
  let result;
  try {
    result = await attempts[event.attempt](event);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return `denied: ${error.name}: ${error.message || error.code || error.errors?.[0]?.message}`;
  }
  return event.raw ? result : `DONE: ${String(result).slice(0, 200)}`;
}
