package org.carelay.workers;

import java.util.Map;
import org.carelay.workers.FunctionError.Kind;

/** The launcher of each language. */
record Launchers(Map<Language, Launcher> byLanguage) {
  Launcher of(Language language) throws FunctionFailure {
    var launcher = byLanguage.get(language);
    if (launcher == null) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE, language.title() + " functions are not available yet.");
    }
    return launcher;
  }
}
