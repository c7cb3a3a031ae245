package org.carelay.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used in its life so far.
 *
 * @param peakMemoryBytes the most physical memory it ever held; 0 where the system does not tell
 */
record Vitals(Duration cpu, long peakMemoryBytes) {
  static final Vitals NONE = new Vitals(Duration.ZERO, 0);

  static Vitals of(ProcessHandle process) {
    var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
    return new Vitals(cpu, peakMemory(process.pid()));
  }

  private static long peakMemory(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      for (var line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
