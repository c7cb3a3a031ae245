package org.carelay.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used in its life so far.
 *
 * @param memoryBytes physical memory that it holds now; 0 where the system does not tell
 * @param peakMemoryBytes the most that it ever held; 0 where the system does not tell
 */
record Vitals(Duration cpu, long memoryBytes, long peakMemoryBytes) {
  static final Vitals NONE = new Vitals(Duration.ZERO, 0, 0);

  static Vitals of(ProcessHandle process) {
    var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
    var now = 0L;
    var peak = 0L;
    for (var line : status(process.pid())) {
      if (line.startsWith("VmRSS:")) {
        now = bytes(line);
      } else if (line.startsWith("VmHWM:")) {
        peak = bytes(line);
      }
    }
    return new Vitals(cpu, now, peak);
  }

  private static List<String> status(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.exists(status) ? Files.readAllLines(status) : List.of();
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
