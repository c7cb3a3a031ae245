package org.carelay.workers.confine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of the kernel's calls. From arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h; calls newer than 424 have the same number everywhere.
 */
final class CallNumbers {
  /** Name, number on x86-64, number on aarch64; a dash where there is no such call. */
  private static final String TABLE =
      """
      close 3 57
      mmap 9 222
      shmget 29 194
      shmat 30 196
      shmctl 31 195
      socket 41 198
      socketpair 53 199
      clone 56 220
      fork 57 -
      vfork 58 -
      kill 62 129
      semget 64 190
      semop 65 193
      semctl 66 191
      msgget 68 186
      msgsnd 69 189
      msgrcv 70 188
      msgctl 71 187
      truncate 76 45
      chmod 90 -
      fchmod 91 52
      chown 92 -
      fchown 93 55
      lchown 94 -
      ptrace 101 117
      syslog 103 116
      capset 126 91
      rt_sigqueueinfo 129 138
      utime 132 -
      uselib 134 -
      personality 135 92
      setpriority 141 140
      sched_setparam 142 118
      sched_setscheduler 144 119
      vhangup 153 58
      modify_ldt 154 -
      pivot_root 155 41
      prctl 157 167
      adjtimex 159 171
      chroot 161 51
      acct 163 89
      settimeofday 164 170
      pipe2 293 59
      mount 165 40
      umount2 166 39
      swapon 167 224
      swapoff 168 225
      reboot 169 142
      sethostname 170 161
      setdomainname 171 162
      iopl 172 -
      ioperm 173 -
      init_module 175 105
      delete_module 176 106
      quotactl 179 60
      setxattr 188 5
      lsetxattr 189 6
      fsetxattr 190 7
      removexattr 197 14
      lremovexattr 198 15
      fremovexattr 199 16
      tkill 200 130
      sched_setaffinity 203 122
      semtimedop 220 192
      clock_settime 227 112
      tgkill 234 131
      utimes 235 -
      mq_open 240 180
      mq_unlink 241 181
      kexec_load 246 104
      add_key 248 217
      request_key 249 218
      keyctl 250 219
      ioprio_set 251 30
      inotify_init 253 -
      inotify_add_watch 254 27
      migrate_pages 256 238
      openat 257 56
      fchownat 260 54
      futimesat 261 -
      fchmodat 268 53
      unshare 272 97
      move_pages 279 239
      utimensat 280 88
      inotify_init1 294 26
      rt_tgsigqueueinfo 297 240
      perf_event_open 298 241
      fanotify_init 300 262
      prlimit64 302 261
      name_to_handle_at 303 264
      open_by_handle_at 304 265
      clock_adjtime 305 266
      setns 308 268
      process_vm_readv 310 270
      process_vm_writev 311 271
      kcmp 312 272
      finit_module 313 273
      sched_setattr 314 274
      seccomp 317 277
      memfd_create 319 279
      kexec_file_load 320 294
      bpf 321 280
      execveat 322 281
      userfaultfd 323 282
      pidfd_send_signal 424 424
      io_uring_setup 425 425
      io_uring_enter 426 426
      io_uring_register 427 427
      open_tree 428 428
      move_mount 429 429
      fsopen 430 430
      fsconfig 431 431
      fsmount 432 432
      fspick 433 433
      pidfd_open 434 434
      clone3 435 435
      pidfd_getfd 438 438
      process_madvise 440 440
      mount_setattr 442 442
      quotactl_fd 443 443
      memfd_secret 447 447
      process_mrelease 448 448
      fchmodat2 452 452
      setxattrat 463 463
      removexattrat 466 466
      """;

  private final Map<String, Integer> numbers = new HashMap<>();

  CallNumbers(Kernel.Processor processor) {
    var column = processor == Kernel.Processor.X86_64 ? 1 : 2;
    for (var row : TABLE.lines().map(line -> List.of(line.split(" "))).toList()) {
      if (!row.get(column).equals("-")) {
        numbers.put(row.getFirst(), Integer.valueOf(row.get(column)));
      }
    }
  }

  boolean has(String name) {
    return numbers.containsKey(name);
  }

  /**
   * @throws IllegalArgumentException if this processor has no such call
   */
  int number(String name) {
    var number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name);
    }
    return number;
  }
}
