import ctypes, os, re, signal, socket, subprocess, sys, threading, time, mmap, resource

libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def read_secret(e): return open(e["secret"]).read()
def read_shadow(e): return open("/etc/shadow").read()
def read_passwd(e): return open("/etc/passwd").read()
def list_root(e): return os.listdir("/")
def list_other_work(e): return os.listdir(e["otherWork"])
def read_other_work(e): return open(e["otherWork"] + "/private.txt").read()
def read_own_code_neighbours(e): return os.listdir("../..")
def write_outside(e): return open(e["secret"], "a").write("x")
def write_usr(e): return open("/usr/lib/carelay-was-here", "w").write("x")
def truncate_secret(e): return os.truncate(e["secret"], 0)
def delete_secret(e): return os.unlink(e["secret"])
def link_secret(e): return os.link(e["secret"], "mine")
def symlink_secret(e):
    os.symlink(e["secret"], "mine")
    return open("mine").read()
def rename_secret(e): return os.rename(e["secret"], "mine")
def parent_environ(e): return open("/proc/%d/environ" % os.getppid()).read()
def parent_memory(e): return open("/proc/%d/mem" % os.getppid(), "rb").read(1)
def own_environ(e): return os.environ["CARELAY_TEST_SECRET"]
def read_parent_vm(e):
    class IoVec(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("len", ctypes.c_size_t)]
    buffer = ctypes.create_string_buffer(8)
    local, remote = IoVec(ctypes.addressof(buffer), 8), IoVec(0x400000, 8)
    return checked(libc.process_vm_readv(os.getppid(), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0))
def signal_parent(e): return os.kill(os.getppid(), signal.SIGCONT)
def signal_all(e): return os.kill(-1, 0)
def signal_group(e): return os.kill(0, 0) or os.killpg(os.getpgid(os.getppid()), signal.SIGCONT)
def ptrace_parent(e): return checked(libc.ptrace(16, os.getppid(), 0, 0))
def limit_parent(e): return resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (20, 20))
def slow_parent(e): return os.sched_setaffinity(os.getppid(), {0})
def nice_parent(e): return os.setpriority(os.PRIO_PROCESS, os.getppid(), 10)
def nice_user(e): return os.setpriority(os.PRIO_USER, 0, 10)
def raise_own_limit(e): return resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY,) * 2)
def tcp(e): return socket.create_connection(("127.0.0.1", e["port"]), 2)
def tcp6(e): return socket.create_connection(("::1", e["port"]), 2)
def listen(e): return socket.create_server(("127.0.0.1", 0))
def udp(e): return socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", e["port"]))
def unix(e): return socket.socket(socket.AF_UNIX).connect(e["unixSocket"])
def netlink(e): return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
def resolve(e): return socket.getaddrinfo("example.org", 80)
def shared_memory(e): return checked(libc.shmget(0, 4096, 0o1600))
def become_root(e): return os.setuid(0 if os.getuid() else 1)
def mount(e): return checked(libc.mount(b"none", b".", b"tmpfs", 0, None))
def new_namespace(e): return checked(libc.unshare(0x10000000))
def chroot(e): return os.chroot(".")
def handle_of_file(e): return checked(libc.syscall(303, -100, b"/etc/passwd", ctypes.create_string_buffer(200), ctypes.byref(ctypes.c_int()), 0))
def watch_folder(e): return checked(libc.inotify_init())
def subprocess_shell(e): return subprocess.run(["/bin/sh", "-c", "id"], capture_output=True)
def fork_bomb(e):
    for _ in range(10_000):
        if os.fork() == 0:
            while True: time.sleep(1)
def vfork_bomb(e): return os.posix_spawn(sys.executable, [sys.executable, "-c", "1"], {})
def exec_shell(e): return os.execv("/bin/sh", ["/bin/sh", "-c", "sleep 60"])
def chmod_secret(e):
    before = os.stat(e["secret"]).st_mode
    os.chmod(e["secret"], 0o666)
    if os.stat(e["secret"]).st_mode == before: raise PermissionError("nothing changed")
    return "changed"

def heap_bomb(e): return len([bytearray(1 << 20) for _ in range(100_000)])
def object_bomb(e):
    kept = []
    while True: kept.append({len(kept): str(len(kept))})
def one_big_array(e): return len(bytearray(8 << 30))
def shared_mapping(e):
    area = mmap.mmap(-1, 4 << 30)
    for at in range(0, 4 << 30, 4096): area[at] = 1
    return "4 GiB"
def memory_file(e):
    with open(os.memfd_create("x"), "wb") as file:
        for _ in range(4096): file.write(bytes(1 << 20))
    return "4 GiB"
def thread_bomb(e):
    for _ in range(100_000): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
def one_big_file(e):
    with open("big", "wb") as file:
        for _ in range(4096): file.write(bytes(1 << 20))
    return "4 GiB"
def many_files(e):
    for name in range(1_000_000):
        with open(str(name), "wb") as file: file.write(bytes(8 << 20))
def hidden_files(e):
    kept = []
    while True:
        kept.append(open("hidden", "wb"))
        os.unlink("hidden")
        kept[-1].write(bytes(64 << 20))
def many_names(e):
    for name in range(10_000_000): open(str(name), "wb").close()
def deep_folders(e):
    while True:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
        with open("file", "wb") as file: file.write(bytes(1 << 20))
def loop(e):
    while True: pass
def regex(e): return bool(re.match(r"(a+)+$", "a" * 40 + "b"))
def huge_number(e): return len(str(9 ** 9 ** 9))
def deep_result(e):
    deep = []
    for _ in range(100_000): deep = [deep]
    return deep
def huge_result(e): return "x" * (12 << 20)
def log_flood(e):
    while True: print("x" * 1000)
def raw_flood(e):
    while True: os.write(1, b"x" * 65536)
def frame_flood(e):
    while True:
        for target in range(3, 20):
            try: os.write(target, b"x" * 65536)
            except OSError: pass
def forged_frames(e):
    for target in range(3, 20):
        try: os.write(target, b'\0\0\0\x0f{"id":1,"ok":1}')
        except OSError: pass
def exit_now(e): os._exit(0)
def kill_self(e): os.kill(os.getpid(), signal.SIGKILL)
def crash(e): ctypes.string_at(0)
def close_all(e):
    os.closerange(0, 30)
    while True: time.sleep(1)
def left_thread(e):
    threading.Thread(target=loop, args=(e,), daemon=True).start()
    return "left"
def left_process(e):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    return "left"


def handle(event):
    try:
        result = globals()[event["attempt"]](event)
    except (OSError, KeyError) as error:
        return "denied: %s: %s" % (type(error).__name__, error)
    return result if event.get("raw") else "DONE: %r" % (result,)
