package org.carelay.bench;

import org.carelay.sheets.DiffBenchmark;

/** Comparing a large sheet with what is remembered of it, without the way to Google. */
final class SheetBench {
  private static final double MEBIBYTE = 1 << 20;

  private SheetBench() {}

  static void run(Report report) {
    for (var figure : DiffBenchmark.run()) {
      var size = figure.rows() + " rows x " + figure.columns() + " columns";
      report.add(new Figure("sheet", figure.name() + ": time", figure.medianMillis(), "ms", size));
      report.add(
          new Figure(
              "sheet",
              figure.name() + ": remembered",
              figure.bytes().remembered() / MEBIBYTE,
              "MiB",
              "allocated while comparing: "
                  + Math.round(figure.bytes().allocated() / MEBIBYTE)
                  + " MiB"));
    }
  }
}
