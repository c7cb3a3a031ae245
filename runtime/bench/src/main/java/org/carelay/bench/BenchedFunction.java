package org.carelay.bench;

import java.util.List;
import org.carelay.workers.Language;

/**
 * One small function in one language, as it is benched: as a function step, alone in a loop of its
 * own interpreter, and in a process per call.
 *
 * @param handle what the step holds
 * @param bareLoop a function that calls the same code many times in a row and returns the median
 *     time of one call in nanoseconds
 * @param program reads the event from standard input and prints the result, once
 */
record BenchedFunction(Language language, String handle, String bareLoop, String program) {

  private static final String PYTHON =
      """
      def work(event):
          return {"id": event["id"], "high": event["bpm"] > 120, "note": event["note"].upper()}
      """;

  private static final String JAVASCRIPT =
      """
      function work(event) {
        return { id: event.id, high: event.bpm > 120, note: event.note.toUpperCase() };
      }
      """;

  private static final String JAVA =
      """
      Map<String, Object> work(Map<String, Object> event) {
          int bpm = ((Number) event.get("bpm")).intValue();
          String note = ((String) event.get("note")).toUpperCase();
          return Map.of("id", event.get("id"), "high", bpm > 120, "note", note);
      }
      """;

  static final List<BenchedFunction> ALL =
      List.of(
          new BenchedFunction(
              Language.PYTHON,
              PYTHON + "\nhandle = work\n",
              PYTHON
                  + """
                  from time import perf_counter_ns
                  def handle(event):
                      times = []
                      for _ in range(50_000):
                          begun = perf_counter_ns()
                          work(event)
                          times.append(perf_counter_ns() - begun)
                      return sorted(times)[25_000]
                  """,
              PYTHON
                  + """
                  import json, sys
                  print(json.dumps(work(json.load(sys.stdin))))
                  """),
          new BenchedFunction(
              Language.JAVASCRIPT,
              JAVASCRIPT + "\nexport { work as handle };\n",
              JAVASCRIPT
                  + """
                  export function handle(event) {
                    const times = [];
                    for (let i = 0; i < 50_000; i++) {
                      const begun = process.hrtime.bigint();
                      work(event);
                      times.push(Number(process.hrtime.bigint() - begun));
                    }
                    return times.sort((one, other) => one - other)[25_000];
                  }
                  """,
              JAVASCRIPT
                  + """
                  import { readFileSync } from "node:fs";
                  console.log(JSON.stringify(work(JSON.parse(readFileSync(0, "utf8")))));
                  """),
          new BenchedFunction(
              Language.JAVA,
              JAVA + "\nMap<String, Object> handle(Map<String, Object> e) { return work(e); }\n",
              JAVA
                  + """
                  long handle(Map<String, Object> event) {
                      long[] times = new long[50_000];
                      for (int i = 0; i < times.length; i++) {
                          long begun = System.nanoTime();
                          work(event);
                          times[i] = System.nanoTime() - begun;
                      }
                      Arrays.sort(times);
                      return times[25_000];
                  }
                  """,
              // Without a JSON library, so a little better than any real program could be.
              JAVA
                  + """
                  void main() throws Exception {
                      String json = new String(System.in.readAllBytes());
                      Map<String, Object> event = new HashMap<>();
                      event.put("id", 17);
                      event.put("bpm", 130);
                      event.put("note", json);
                      System.out.println(work(event));
                  }
                  """));
}
