package org.carelay.workers.confine;

import java.util.List;
import org.carelay.workers.confine.CallFilter.AddressRange;

/**
 * Which system calls a confined process may not make. What is not named here is allowed: three
 * language runtimes, in versions that we do not choose, need more calls than can be listed.
 */
final class Rules {
  private static final int NOTHING = 0;
  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int EACCES = 13;
  private static final int ENOSYS = 38;

  private static final int AF_UNIX = 1;
  private static final int CLONE_THREAD = 0x10000;
  private static final int SHARED_AND_ANONYMOUS = 0x21;

  /** Other processes: looking into them, signalling them, changing how they run. */
  private static final List<String> OTHER_PROCESSES =
      List.of(
          "ptrace",
          "process_vm_readv",
          "process_vm_writev",
          "process_madvise",
          "process_mrelease",
          "kcmp",
          "pidfd_open",
          "pidfd_getfd",
          "pidfd_send_signal",
          "tkill",
          "rt_sigqueueinfo",
          "rt_tgsigqueueinfo",
          "migrate_pages",
          "move_pages",
          "perf_event_open",
          "ioprio_set");

  /** New processes and new worlds for them. */
  private static final List<String> NEW_PROCESSES =
      List.of("fork", "vfork", "execveat", "unshare", "setns", "personality", "uselib");

  /**
   * Memory and messages between processes of one user, which neither Landlock nor the limit on data
   * knows of. PostgreSQL has a segment of this kind.
   */
  private static final List<String> SHARING =
      List.of(
          "shmget",
          "shmat",
          "shmctl",
          "semget",
          "semop",
          "semtimedop",
          "semctl",
          "msgget",
          "msgsnd",
          "msgrcv",
          "msgctl",
          "mq_open",
          "mq_unlink",
          "memfd_create",
          "memfd_secret");

  /** Doors around Landlock, and what watches files that it would not let open. */
  private static final List<String> FILES =
      List.of(
          "chown",
          "fchown",
          "lchown",
          "fchownat",
          "setxattr",
          "lsetxattr",
          "fsetxattr",
          "setxattrat",
          "removexattr",
          "lremovexattr",
          "fremovexattr",
          "removexattrat",
          "name_to_handle_at",
          "open_by_handle_at",
          "inotify_init",
          "inotify_init1",
          "inotify_add_watch",
          "fanotify_init",
          "io_uring_setup",
          "io_uring_enter",
          "io_uring_register");

  /**
   * Landlock does not see these, and they would change files of the runtime's user anywhere. They
   * do nothing rather than fail, since copying a file within the work folder ends with them.
   */
  private static final List<String> FILE_TIMES_AND_MODES =
      List.of(
          "chmod", "fchmod", "fchmodat", "fchmodat2", "utime", "utimes", "futimesat", "utimensat");

  /** The machine itself; most of it is for root alone, which the runtime may be. */
  private static final List<String> MACHINE =
      List.of(
          "mount",
          "umount2",
          "pivot_root",
          "chroot",
          "open_tree",
          "move_mount",
          "fsopen",
          "fsconfig",
          "fsmount",
          "fspick",
          "mount_setattr",
          "swapon",
          "swapoff",
          "reboot",
          "init_module",
          "finit_module",
          "delete_module",
          "kexec_load",
          "kexec_file_load",
          "acct",
          "quotactl",
          "quotactl_fd",
          "sethostname",
          "setdomainname",
          "settimeofday",
          "clock_settime",
          "clock_adjtime",
          "adjtimex",
          "syslog",
          "vhangup",
          "iopl",
          "ioperm",
          "modify_ldt",
          "bpf",
          "userfaultfd",
          "keyctl",
          "add_key",
          "request_key");

  private Rules() {}

  /**
   * @param landlock the version of Landlock's interface: what an older one leaves open is closed
   *     here
   * @param spawn the code that starts the process itself, which must be able to
   */
  static void apply(CallFilter filter, int landlock, AddressRange spawn) {
    filter.refuse(EPERM, OTHER_PROCESSES);
    filter.refuse(EPERM, NEW_PROCESSES);
    filter.refuse(EPERM, SHARING);
    filter.refuse(EPERM, FILES);
    filter.refuse(NOTHING, FILE_TIMES_AND_MODES);
    filter.refuse(EPERM, MACHINE);
    filter.refuse(EACCES, List.of("socket"));
    filter.refuseUnless(EACCES, "socketpair", 0, AF_UNIX);
    // The C library falls back to clone, whose flags a filter can read.
    filter.refuse(ENOSYS, List.of("clone3"));
    filter.refuseUnlessAllOrFrom(EPERM, "clone", 0, CLONE_THREAD, spawn);
    // Shared anonymous memory does not count as data.
    filter.refuseIfAll(ENOMEM, "mmap", 3, SHARED_AND_ANONYMOUS);
    filter.refuseUnless(EPERM, "prlimit64", 0, 0);
    filter.refuseUnless(EPERM, "sched_setaffinity", 0, 0);
    filter.refuseUnless(EPERM, "sched_setscheduler", 0, 0);
    filter.refuseUnless(EPERM, "sched_setparam", 0, 0);
    filter.refuseUnless(EPERM, "sched_setattr", 0, 0);
    filter.refuseUnless(EPERM, "setpriority", 0, 0);
    filter.refuseUnless(EPERM, "setpriority", 1, 0);
    // All processes, the group's, or a group's: Landlock would let it succeed if one may be hit.
    filter.refuseIf(EPERM, "kill", 0, 0);
    filter.refuseIfNegative(EPERM, "kill", 0);
    if (landlock < 6) {
      filter.refuse(EPERM, List.of("kill", "tgkill"));
    }
    if (landlock < 3) {
      filter.refuse(EPERM, List.of("truncate"));
    }
  }
}
